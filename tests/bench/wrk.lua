-- Puts prepared requests to a server with wrk and tells the figures as one line of JSON on standard output.
-- Arguments: a file of requests (each its length in bytes on a line, then the request as it goes on the wire), how they
-- are drawn (random, or in order), and the text that a full answer holds.

local threads = {}

function setup(thread)
  table.insert(threads, thread)
end

function init(args)
  prepared = {}
  draw = args[2]
  holds = args[3]
  sent, full, partial = 0, 0, 0
  local file = assert(io.open(args[1], "rb"))
  while true do
    local length = file:read("*n")
    if not length then break end
    file:read(1)
    prepared[#prepared + 1] = file:read(length)
  end
  file:close()
  math.randomseed(os.time())
end

function request()
  if draw == "random" then return prepared[math.random(#prepared)] end
  sent = sent + 1
  return prepared[(sent - 1) % #prepared + 1]
end

function response(status, _, body)
  if status == 200 and body:find(holds, 1, true) and not body:find('"errors"', 1, true) then
    full = full + 1
  else
    partial = partial + 1
  end
end

function done(summary, latency)
  local answers, errors = 0, 0
  for _, thread in ipairs(threads) do
    answers = answers + thread:get("full")
    errors = errors + thread:get("partial")
  end
  local failed = summary.errors
  errors = errors + failed.connect + failed.read + failed.write + failed.timeout
  io.write(string.format(
    '\n{"seconds":%.6f,"answers":%d,"errors":%d,"p50":%.3f,"p99":%.3f}\n',
    summary.duration / 1e6, answers, errors, latency:percentile(50) / 1e3, latency:percentile(99) / 1e3
  ))
end
