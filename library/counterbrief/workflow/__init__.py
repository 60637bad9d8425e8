"""Workflow: what the command line and a program both call."""

from counterbrief.workflow.approve import ApprovalError, approve
from counterbrief.workflow.build import FORMATS, Built, build
from counterbrief.workflow.check import Checked, check
from counterbrief.workflow.corpus import Corpus
from counterbrief.workflow.naming import unknown

__all__ = ["FORMATS", "ApprovalError", "Built", "Checked", "Corpus", "approve", "build", "check", "unknown"]
