# The web chat's page: labels, states, and the sentences people read when something does not go through.
# Arguments: $phone, $office, $address and $hours are the office's own; the page fills in the others.

web-bot-name = 件件
web-visitor-name = 网上来访者

## The page
web-title = { $office } · 网上信访
web-office = { $office }
web-subtitle = 件件有登记 · 件件有编号 · 件件有回音
web-seal = 件
web-skip = 跳到对话
web-log = 对话记录
web-noscript = 本页面需要浏览器启用 JavaScript。您也可以拨打 { $phone }，或到窗口当面反映：{ $address }，{ $hours }。
web-old-browser = 这个浏览器打不开网上对话（版本太旧，或者网络没有把页面取完）。请刷新一次，或换一部手机、换一个浏览器。您也可以直接拨打 { $phone }，或到窗口当面反映：{ $address }，{ $hours }。
web-elder-on = 长辈版
web-elder-off = 标准版
web-more = 更多
web-leave = 清除本机记录
web-leave-title = 清除这台设备上的对话？
web-leave-text = 清除后，这台设备上不再显示这些对话；已经登记的件不受影响，凭编号和查询码随时可查。请先确认编号和查询码已经抄好。
web-leave-yes = 清除
web-leave-no = 先不清除
web-left = 已清除。下面是一次新的对话。
web-key-lost = 这台设备上的旧对话已经失效，下面是一次新的对话。查进度请用编号和查询码。
web-help-title = 怎么用
web-help-1 = 直接打字、发照片、录音都行，想到哪儿说到哪儿。
web-help-2 = 有按钮的，点按钮；也可以输入按钮前面的数字。
web-help-3 = 登记后会给您编号和查询码，请抄下来或截图。
web-contact-title = 联系我们
web-contact-phone = 电话
web-contact-address = 地址
web-contact-hours = 时间
web-phone = { $phone }
web-address = { $address }
web-hours = { $hours }
web-privacy-title = 公用电脑
web-privacy-text = 在大厅、网吧等公用设备上用完，请清除本机记录。
web-demo-link = 打开演示办公室
web-other-language = English
web-other-locale = en
web-ok = 知道了

## Writing
web-write-label = 写给 { $to }
web-write-hint = 请在这里打字
web-send = 发送
web-attach = 附件
web-speak = 录音说
web-call = 打电话
web-attach-files = 照片或文件
web-attach-voice = 录音
web-attach-place = 我的位置
web-tray = 待发送的文件
web-tray-remove = 去掉 { $name }
web-drop = 松开鼠标，添加文件
web-recording = 正在录音 { $time }
web-recording-send = 发送录音
web-recording-cancel = 取消录音
web-recording-denied = 浏览器没有允许使用麦克风。请在地址栏左侧的权限里打开，或直接打字。
web-recording-none = 这个浏览器不能录音，请直接打字，或用手机录好后作为文件发送。
web-voice-name = 录音 { $time }
web-place-wait = 正在取位置……
web-place-denied = 没有取到位置。请直接写地址：区县、乡镇街道，越具体越好。
web-place-shown = 位置：北纬 { $lat }，东经 { $lon }
web-counter = 已写 { $length } 字，一次最多 { $most } 字
web-reply-to = 回复：{ $text }
web-reply-cancel = 取消回复

## Messages
web-me = 我
web-from = { $name }，{ $time }
web-choices = 可选的回答
web-sending = 发送中
web-sending-share = 发送中 { $percent }%
web-sent = 已送达
web-unsent = 未送达
web-waiting = 还没有送达，会自动再发
web-retry = 重试
web-edited = 已更新
web-pinned = 置顶
web-copy = 复制
web-copied = 已复制
web-copy-failed = 没能复制，请长按选中文字。
web-save-text = 保存为文本
web-save-name = 回执 { $number }.txt
web-save = 下载
web-save-failed = 没有下载成功，请稍后再试，或拨打 { $phone }。
web-play = 播放
web-aloud = 读给我听
web-aloud-stop = 停止朗读
web-photo = 照片
web-voice = 语音
web-file = 文件
web-photo-alt = 照片 { $name }
web-file-line = { $name }，{ $size }
web-nothing-yet = 还没有消息
web-older = 更早的消息
web-new-below = 以下是新消息
web-new-count = { $count } 条新消息

## The connection
web-connecting = 正在连接……
web-online = 已连接
web-offline = 网络断开，正在重新连接。您写的会保留，连上后自动发出。
web-polling = 网络不太稳定，消息可能稍慢。
web-too-many-open = 打开的窗口太多，请关掉几个。

## What does not go through
web-not-stored = 暂时没能登记，您刚才的话没有存下，请过几分钟再发一次，或拨打 { $phone }。
web-too-fast = 发得太快了，请稍等几秒。您写的还在，会自动再发。
web-too-many-files = 文件发得太快了，请过一会儿再发。您前面说的都还在。
web-too-many-visitors = 这个网络上打开的人太多，请过几分钟再试，或拨打 { $phone }。
web-too-long = 这段话有 { $length } 字，一次最多 { $most } 字，没有收下。请分几次发，或作为文件发送；您前面说的都还在。
web-too-big = 内容太大，没有收下。请分几次发；您前面说的都还在。
web-file-too-large = 这个文件 { $size } MB，超过 { $most } MB，没有收下。可以拍照分几张发，或到窗口提交。您前面说的都还在。
web-file-larger = 这个文件超过 { $most } MB，没有收下。可以拍照分几张发，或到窗口提交。您前面说的都还在。
web-empty = 没有看到内容，请写几个字再发。
web-file-trouble = 「{ $name }」：{ $why }
web-empty-file = 这个文件是空的，没有收下，请重新选择。
web-no-room = 这个对话打不开，请刷新页面。
web-no-message = 这条消息已经不在了，请看最新的一条。
web-not-found = 没有找到。
web-unknown-visitor = 这次对话已经失效，请刷新页面重新开始。
web-foreign-page = 这个网站不能使用本服务，请直接打开信访局的网页。
web-bad-frame = 没有看懂这次操作，请刷新页面再试。
web-slow = 网络太慢，没有收完，请再试一次。您前面说的都还在。
web-broken = 出了点问题，刚才的操作没有完成。请过几分钟再试，或拨打 { $phone }。

## The demo office
web-demo-title = 演示办公室 · 件件
web-demo-heading = 演示办公室
web-demo-banner = 演示环境：数据随时会清空，请勿填写真实信息。
web-demo-clock = 时钟
web-demo-now = 现在：{ $time }
web-demo-hour = +1 小时
web-demo-day = +1 天
web-demo-week = +1 周
web-demo-turned = 已拨到 { $time }
web-demo-turn-failed = 时钟没有拨动，请再试一次。
web-demo-seats = { $group }：选择席位
web-demo-unread = { $title }，{ $count } 条新消息
web-demo-closed = 演示办公室没有打开：请在本机用 http://127.0.0.1 访问，并且没有接入真实渠道。
web-demo-columns = 席位
web-demo-chat = 市民页面
