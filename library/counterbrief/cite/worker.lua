-- Words citations with pandoc's citeproc: one JSON document a line in, one JSON document a line out.
-- An error is answered as {"error": "..."}. The first line out says which pandoc this is.
-- `pandoc lua` has no sandbox, so a document may bring nothing that names a file or an address:
-- the style comes as a data: URI and every other metadata field that pandoc would fetch is refused.

local allowed = { csl = true, lang = true, references = true, ['link-bibliography'] = true }

local function answer(line)
  local document = pandoc.read(line, 'json')
  for name in pairs(document.meta) do
    if not allowed[name] then
      error('metadata field ' .. name .. ' is refused', 0)
    end
  end
  local style = document.meta.csl
  if type(style) ~= 'string' or style:sub(1, 5) ~= 'data:' then
    error('the style must be given in memory', 0)
  end
  return pandoc.write(pandoc.utils.citeproc(document), 'json')
end

io.write(pandoc.json.encode({ pandoc = tostring(PANDOC_VERSION) }), '\n')
io.flush()
for line in io.lines() do
  local done, result = pcall(answer, line)
  if not done then
    result = pandoc.json.encode({ error = tostring(result) })
  end
  io.write((result:gsub('\n', '')), '\n')
  io.flush()
end
