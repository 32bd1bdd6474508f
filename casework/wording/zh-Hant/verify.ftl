# Made from zh-CN by `python -m tests.traditional`; change the sentence there.
# The page that checks a receipt in the browser, offline. The page itself fills in what stands in single braces.

verify-title = 覈對回執 · { $office }
verify-lead = 選一個「覈驗文件」，或者把回執上二維碼裡的字貼進來，看看是不是{ $office }簽發的、有沒有被改過。
verify-private = 這個網頁不聯網：文件和內容不會傳到任何地方。可以先把網頁存下來，斷網以後再打開。
verify-noscript = 覈對要用瀏覽器的 JavaScript，請打開它，或者換一個瀏覽器。
verify-file = 覈驗文件（.json）
verify-code = 或者：二維碼裡的字（以 JJ1 開頭）
verify-key = 單位的公鑰
verify-key-how = 請和單位《怎麼依法信訪》裡公佈的公鑰對一下：公鑰不對，覈對就沒有意義。
verify-check = 覈對
verify-nothing = 還沒有選文件，也沒有貼二維碼裡的字。
verify-insecure = 這個瀏覽器在這裡不能做覈對。請把網頁存到手機或電腦裡再打開，或者換一個新一些的瀏覽器。
verify-need-key = 請先填上單位的公鑰。
verify-not-one = 這不是本系統的回執：不是覈驗文件，也不是以 JJ1 開頭的字。
verify-line = 第 { $place } 條不完整。
verify-order = 第 { $place } 條和前一條接不上，可能被刪掉、改過或者調換過。
verify-changed = 第 { $place } 條的內容和當時登記的不一樣。
verify-words = 第 { $place } 條的文字和當時登記的不一樣。
verify-head = 末尾的校驗值對不上，可能少了後面的記錄。
verify-unsigned = 沒有單位的簽名：前後相接，但看不出是哪個單位出的。
verify-other-key = 簽名用的是另一把公鑰：{ $public }。它不是上面填的這個單位的。
verify-forged = 簽名對不上：內容被改過，或者不是這個單位籤的。
verify-good = 覈對通過：{ $number }
verify-bad = 沒有核對通過
verify-bad-what = 請不要相信這份材料，撥打單位公佈的電話，報編號問一問。
verify-proves-file = 這份文件裡有 { $count } 步記錄，每一步都和前一步接着；簽發以後沒有人增加、刪掉或者改過其中任何一步。
verify-proves-steps = 下面是公開的幾步；內部的步驟只看得出有幾步、排在哪裡，看不到內容。
verify-proves-code = 編號 { $number } 的事項在 { $at } 登記；到 { $on } 爲止，一共有 { $count } 步記錄。
verify-code-head = 最後一步的校驗值：{ $head }。和同一天的「覈驗文件」末尾的 head 一樣，就是同一份記錄。
verify-proves-office = 它是持有上面這把公鑰的單位簽發的。
verify-proves-somebody = 沒有填公鑰，所以只看得出簽發以後沒有改過，看不出是誰籤的。
verify-proves-not = 它不能證明：反映的事情本身是真是假；簽發那天以後又有什麼進展。要看最新的，請憑編號和查詢碼查詢。
