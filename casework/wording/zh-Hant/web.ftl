# Made from zh-CN by `python -m tests.traditional`; change the sentence there.
# The web chat's page: labels, states, and the sentences people read when something does not go through.
# Arguments: $phone, $office, $address and $hours are the office's own; the page fills in the others.

web-bot-name = 件件
web-visitor-name = 網上來訪者

## The page
web-title = { $office } · 網上信訪
web-office = { $office }
web-subtitle = 件件有登記 · 件件有編號 · 件件有回音
web-seal = 件
web-skip = 跳到對話
web-log = 對話記錄
web-noscript = 本頁面需要瀏覽器啓用 JavaScript。您也可以撥打 { $phone }，或到窗口當面反映：{ $address }，{ $hours }。
web-old-browser = 這個瀏覽器打不開網上對話（版本太舊，或者網絡沒有把頁面取完）。請刷新一次，或換一部手機、換一個瀏覽器。您也可以直接撥打 { $phone }，或到窗口當面反映：{ $address }，{ $hours }。
web-elder-on = 長輩版
web-elder-off = 標準版
web-more = 更多
web-leave = 清除本機記錄
web-leave-title = 清除這臺設備上的對話？
web-leave-text = 清除後，這臺設備上不再顯示這些對話；已經登記的件不受影響，憑編號和查詢碼隨時可查。請先確認編號和查詢碼已經抄好。
web-leave-yes = 清除
web-leave-no = 先不清除
web-left = 已清除。下面是一次新的對話。
web-key-lost = 這臺設備上的舊對話已經失效，下面是一次新的對話。查進度請用編號和查詢碼。
web-help-title = 怎麼用
web-help-1 = 直接打字、發照片、錄音都行，想到哪兒說到哪兒。
web-help-2 = 有按鈕的，點按鈕；也可以輸入按鈕前面的數字。
web-help-3 = 登記後會給您編號和查詢碼，請抄下來或截圖。
web-contact-title = 聯繫我們
web-contact-phone = 電話
web-contact-address = 地址
web-contact-hours = 時間
web-phone = { $phone }
web-address = { $address }
web-hours = { $hours }
web-privacy-title = 公用電腦
web-privacy-text = 在大廳、網吧等公用設備上用完，請清除本機記錄。
web-demo-link = 打開演示辦公室
web-other-language = English
web-other-locale = en
web-ok = 知道了

## Writing
web-write-label = 寫給 { $to }
web-write-hint = 請在這裡打字
web-send = 發送
web-attach = 附件
web-speak = 錄音說
web-call = 打電話
web-attach-files = 照片或文件
web-attach-voice = 錄音
web-attach-place = 我的位置
web-tray = 待發送的文件
web-tray-remove = 去掉 { $name }
web-drop = 鬆開鼠標，添加文件
web-recording = 正在錄音 { $time }
web-recording-send = 發送錄音
web-recording-cancel = 取消錄音
web-recording-denied = 瀏覽器沒有允許使用麥克風。請在地址欄左側的權限裡打開，或直接打字。
web-recording-none = 這個瀏覽器不能錄音，請直接打字，或用手機錄好後作爲文件發送。
web-voice-name = 錄音 { $time }
web-place-wait = 正在取位置……
web-place-denied = 沒有取到位置。請直接寫地址：區縣、鄉鎮街道，越具體越好。
web-place-shown = 位置：北緯 { $lat }，東經 { $lon }
web-counter = 已寫 { $length } 字，一次最多 { $most } 字
web-reply-to = 回覆：{ $text }
web-reply-cancel = 取消回覆

## Messages
web-me = 我
web-from = { $name }，{ $time }
web-choices = 可選的回答
web-sending = 發送中
web-sending-share = 發送中 { $percent }%
web-sent = 已送達
web-unsent = 未送達
web-waiting = 還沒有送達，會自動再發
web-retry = 重試
web-edited = 已更新
web-pinned = 置頂
web-copy = 複製
web-copied = 已複製
web-copy-failed = 沒能複製，請長按選中文字。
web-save-text = 保存爲文本
web-save-name = 回執 { $number }.txt
web-save = 下載
web-save-failed = 沒有下載成功，請稍後再試，或撥打 { $phone }。
web-play = 播放
web-aloud = 讀給我聽
web-aloud-stop = 停止朗讀
web-photo = 照片
web-voice = 語音
web-file = 文件
web-photo-alt = 照片 { $name }
web-file-line = { $name }，{ $size }
web-nothing-yet = 還沒有消息
web-older = 更早的消息
web-new-below = 以下是新消息
web-new-count = { $count } 條新消息

## The connection
web-connecting = 正在連接……
web-online = 已連接
web-offline = 網絡斷開，正在重新連接。您寫的會保留，連上後自動發出。
web-polling = 網絡不太穩定，消息可能稍慢。
web-too-many-open = 打開的窗口太多，請關掉幾個。

## What does not go through
web-not-stored = 暫時沒能登記，您剛纔的話沒有存下，請過幾分鐘再發一次，或撥打 { $phone }。
web-too-fast = 發得太快了，請稍等幾秒。您寫的還在，會自動再發。
web-too-many-files = 文件發得太快了，請過一會兒再發。您前面說的都還在。
web-too-many-visitors = 這個網絡上打開的人太多，請過幾分鐘再試，或撥打 { $phone }。
web-too-long = 這段話有 { $length } 字，一次最多 { $most } 字，沒有收下。請分幾次發，或作爲文件發送；您前面說的都還在。
web-too-big = 內容太大，沒有收下。請分幾次發；您前面說的都還在。
web-file-too-large = 這個文件 { $size } MB，超過 { $most } MB，沒有收下。可以拍照分幾張發，或到窗口提交。您前面說的都還在。
web-file-larger = 這個文件超過 { $most } MB，沒有收下。可以拍照分幾張發，或到窗口提交。您前面說的都還在。
web-empty = 沒有看到內容，請寫幾個字再發。
web-file-trouble = 「{ $name }」：{ $why }
web-empty-file = 這個文件是空的，沒有收下，請重新選擇。
web-no-room = 這個對話打不開，請刷新頁面。
web-no-message = 這條消息已經不在了，請看最新的一條。
web-not-found = 沒有找到。
web-unknown-visitor = 這次對話已經失效，請刷新頁面重新開始。
web-foreign-page = 這個網站不能使用本服務，請直接打開信訪局的網頁。
web-bad-frame = 沒有看懂這次操作，請刷新頁面再試。
web-slow = 網絡太慢，沒有收完，請再試一次。您前面說的都還在。
web-broken = 出了點問題，剛纔的操作沒有完成。請過幾分鐘再試，或撥打 { $phone }。

## The demo office
web-demo-title = 演示辦公室 · 件件
web-demo-heading = 演示辦公室
web-demo-banner = 演示環境：數據隨時會清空，請勿填寫真實信息。
web-demo-clock = 時鐘
web-demo-now = 現在：{ $time }
web-demo-hour = +1 小時
web-demo-day = +1 天
web-demo-week = +1 周
web-demo-turned = 已撥到 { $time }
web-demo-turn-failed = 時鐘沒有撥動，請再試一次。
web-demo-seats = { $group }：選擇席位
web-demo-unread = { $title }，{ $count } 條新消息
web-demo-closed = 演示辦公室沒有打開：請在本機用 http://127.0.0.1 訪問，並且沒有接入真實渠道。
web-demo-columns = 席位
web-demo-chat = 市民頁面
