# Made from zh-CN by `python -m tests.traditional`; change the sentence there.
### What citizens read. Plain words, one question at a time, always a way back, always a date.

## The menu

greeting = 您好，這裡是{ $office }信訪服務。您反映的每一件事都會登記、有編號、有回音。
    請點下面的按鈕，也可以直接打數字，或者直接說您的事。
    遇到危險請立即撥打 110 / 119 / 120。
greeting-abroad = { greeting }
    您現在用的是 Telegram，您發的內容會經過境外的服務器。介意的請改用窗口或電話：{ $address }，{ $phone }（{ $hours }）。
greeting-back = 您好，您上次還有一件事沒說完，前面說的都還在。
menu-file = 我要反映
menu-status = 查進度
menu-mine = 我的件
menu-guide = 怎麼依法信訪
menu-notices = 接收通知
menu-data = 我的信息
menu-more = 更多
menu-rest = 還可以：
menu-human = 人工
menu-resume = 接着說上次那件
menu-anew = 上次那件不要了，重新開始
human = 人工接待：{ $address }，{ $hours }，電話 { $phone }。
    您也可以把想說的直接發在這裡，工作人員上班後會看到登記的事項。
guide = 依法信訪指南
    · 怎麼反映：在這裡、網上、來信、來電或到窗口，都會登記。
    · 需要說清：事情經過、您的請求、地點；姓名和聯繫方式用於書面答覆，也可以匿名。
    · 多久有回音：15 日內告訴您去向（《信訪工作條例》第二十二條、第二十三條）；受理後 60 日內辦結，複雜的最多再延長 30 日並告訴您理由（第三十四條）。
    · 不服怎麼辦：收到答覆 30 日內可申請複查（第三十五條），再不服 30 日內可申請複覈（第三十六條）。
    · 多人反映同一件事到窗口走訪的，推選不超過 5 名代表（第二十條）。
    · 任何組織和個人不得打擊報復信訪人（第十八條）。
    · 窗口：{ $address }，{ $hours }，電話 { $phone }。
    · 預約領導接訪：發 /reception 。
    · 查進度：點「查進度」，或發編號。

## The form

ask-abroad = 先說一件事：這裡是 Telegram，由境外公司運營（telegram.org）。您在這裡說的話、發的照片和文件，會先經過它在境外的服務器，再到我們這裡，只用來登記和辦理您的事；它那邊留下的記錄，您可以在 Telegram 裡自己刪。不願意的，可以改用窗口、電話或來信。同意在這裡說嗎？
opt-abroad-agree = 同意，在這裡說
opt-abroad-refuse = 不同意，看看別的辦法
ask-consented = 登記前請看一眼：我們需要事情經過、您的請求、在哪裡，還有稱呼和電話（好回覆您；也可以匿名，但可能收不到書面告知）。只交給依法有權處理的單位，不公開；舉報不會讓被舉報的人知道。草稿存 7 天。請不要發國家祕密、別人的隱私和銀行卡密碼。
opt-consented-agree = 同意，繼續
opt-consented-anonymous = 匿名反映
opt-consented-refuse = 不同意，看看別的辦法
opt-consented-full = 全文
notice-full = 【信訪訴求登記 個人信息告知】本服務由{ $office }提供，聯繫方式：{ $phone }，{ $address }。
    爲登記、轉送、辦理您的信訪事項並向您告知結果（《信訪工作條例》第十九條、第二十一條至第二十三條），我們需要：您反映的事實、請求和理由、問題發生地；以及您的姓名、聯繫電話、住址（用於書面答覆，您也可以匿名，但可能收不到書面告知）。
    這些信息會提供給依法有權處理該事項的機關、單位；檢舉控告內容只送有權受理的機關，不會透露或轉給被檢舉的人員或單位。您的信息不會用於與辦理無關的用途，未經您單獨同意不公開。
    保存期限：草稿 7 天；事項材料按檔案管理規定保存，到期刪除或匿名化。
    您可隨時用 /mydata 查閱複製、/correct 更正、/delete 申請刪除、/withdraw 撤回事項。請不要在此發送國家祕密、他人隱私、銀行卡密碼。
    遇危險請立即撥打 110 / 119 / 120。
notice-full-abroad = { notice-full }
    本聊天平臺由第三方提供，消息將經境外服務器傳輸。您可改用以下渠道：{ $address }，{ $hours }，電話 { $phone }。
notice-short = 只交給依法有權處理的單位，不公開；可以匿名；草稿存 7 天。
intake-refused = 好的，我們沒有登記您的任何內容。您還可以：
    · 到窗口：{ $address }，{ $hours }
    · 打電話：{ $phone }
    · 寫信寄到上面的地址
    這裡隨時可以再來。
intake-resume = 接着上次的說，前面的都在。
intake-none-open = 現在沒有正在填寫的事項。您是想：
intake-kept = 先替您存着（7 天），隨時回來接着說；不要了可以刪掉。
intake-discarded = 好的，剛纔的內容已經刪除。
intake-sent-already = 現在沒有正在填寫的事項。剛纔要是已經提交，編號就在上面那條；發「我的件」也能看到。您是想：
intake-kept-too = 這句也記下了，放在「事情」裡。
intake-file-taken = 收到，材料和這件事放在一起了。
intake-files-anonymous = 您是匿名反映，請看一眼材料：工作人員拿到的副本不帶原來的文件名，照片、PDF、Word、Excel 和手機錄像裡自帶的拍攝地點、作者名也去掉了；但畫面、聲音、文字裡的人名、車牌、工牌去不掉，壓縮包、HEIC 照片和老格式（doc、wps）裡的也去不掉。怕被認出的，請遮住，或換成 JPG、PDF 再發。
intake-place-taken = 收到，位置記下了。
intake-long-text = 這段話很長，全文已經存成附件，一個字不少；下面先按開頭的內容接着辦。
intake-cut = ……（全文見附件）

ask-purpose = 您這次是想：（諮詢、求助、感謝，直接說就行）
ask-purpose-guessed = 您這次是想：（第一項是我聽出來的，不對請改；諮詢、求助、感謝，直接說就行）
opt-purpose-QJ = 請求解決問題（投訴求決）
opt-purpose-SU = 對處理決定不服（申訴）
opt-purpose-JU = 舉報工作人員違紀違法（保密）
opt-purpose-JY = 提建議
opt-purpose-ZX = 諮詢
opt-purpose-QZ = 遇到困難求助
opt-purpose-GX = 感謝表揚
purpose-QJ = 求決
purpose-SU = 申訴
purpose-JU = 檢舉控告
purpose-JY = 建議
purpose-ZX = 諮詢
purpose-QZ = 求助
purpose-GX = 感謝
purpose-QT = 其他

ask-story = 請說說是什麼事。可以分幾條發，也可以發照片、文件、語音或位置。
    說清：什麼時候、在哪裡、發生了什麼、找過誰。
ask-story-report = 請說說您要舉報的事。只有專人能看到，不進任何工作羣，也不會轉給被舉報的人或單位。
    建議不要寫能看出您是誰的細節；可以匿名，以後用編號和查詢碼繼續對話。
ask-story-files = 材料收到了（{ $files } 份）。再用幾句話或語音說說是什麼事；不方便寫就按「說完了」。
opt-story-done = 說完了
ask-masked_asked = 您的話裡好像有{ $kinds }。辦這件事用不着它，要不要遮住？
opt-masked_asked-mask = 遮住（建議）
opt-masked_asked-keep = 保留
sensitive-id_number = 身份證號
sensitive-bank_card = 銀行卡號
sensitive-permit = 通行證或護照號
sensitive-slip = 像是證件號或卡號的數字
sensitive-phone = 電話號碼
sensitive-plate = 車牌號
sensitive-email = 郵箱
ask-report_asked = 您說的好像涉及工作人員違紀違法。請選：
opt-report_asked-report = 我要舉報，請保密處理
opt-report_asked-solve = 我是要解決問題
opt-report_asked-both = 兩樣都有，分成兩件
ask-split_asked = 聽起來有 { $count } 件事：
    { $demands }
    一事一件更容易辦，要分開登記嗎？
opt-split_asked-apart = 分開，先登記第一件
opt-split_asked-one = 就是一件事
ask-repeat_asked = 您之前登記的 { $number } 好像是同一件事，現在還在辦。要補充到那一件嗎？
opt-repeat_asked-add = 補充到那一件，看進度
opt-repeat_asked-new = 這是另一件事，繼續登記
ask-same_asked = 已有人反映同一件事：{ $gist }。要和它關聯嗎？關聯後各自有編號、各自有回覆，隨時可以退出，別人看不到您是誰。
opt-same_asked-join = 關聯到那一件
opt-same_asked-alone = 不關聯，單獨登記
routes-told = 另外告訴您，這類事還可以走別的途徑：
    { $advice }
    不影響您在這裡登記。
ask-request = 您最希望怎麼解決？一句話就行，會逐條答覆您。不好說就跳過。
ask-topic = 這件事看起來屬於「{ $name }」，因爲您說到{ $words }。對嗎？
ask-topic-unknown = 我沒聽出這件事屬於哪一類。沒關係，工作人員會來分。
topic-unknown = 由工作人員分類
opt-topic-none = 都不是／不確定
ask-place = 事情在哪裡？鄉鎮、村或街道，越具體越好；也可以發位置。用來確定由誰來辦。
ask-happened = 什麼時候的事？大概就行，比如「去年三月」「上個月到現在」。
ask-concerns = 涉及哪個單位或個人？不清楚可以跳過。
ask-concerns-report = 您舉報的是哪個單位、哪個人、什麼職務？這一條會封存，只有專人看到，系統不會把它發給被舉報的單位。
ask-before = 這件事以前處理過嗎？
opt-before-none = 沒有
opt-before-petition = 反映過（信訪、12345 等）
opt-before-court = 法院判過或正在打官司
opt-before-arbitration = 仲裁過
opt-before-reconsideration = 行政複議過
ask-people = 涉及多少人？打個數字就行。
opt-people-1 = 只有我
ask-name = 怎麼稱呼您，電話多少？一條發來就行，只給經辦人看，好回覆您。
ask-name-only = 怎麼稱呼您？只給經辦人看，好回覆您。
opt-name-anonymous = 匿名
ask-phone = 您的電話？經辦人可能會打給您覈實。不想留就跳過。
ask-address = 您的住址？用於寄書面答覆，可以跳過。
ask-files = 有照片、文件或錄音嗎？現在可以發（每個不超過 20 MB）。
ask-files-more = 已收到 { $count } 份材料。還有就接着發；沒有了請按 1。
opt-files-none = 沒有，繼續
opt-files-done = 發完了，繼續
opt-skip = 跳過
# Said alone, these answer a question that yes or no can answer. Separated by 、.
typed-yes = 是、是的、對、對的、對啊、好、好的、好啊、行、可以、嗯、嗯嗯、沒錯、確認、同意、要、需要、ok、OK、yes、对、对的、对啊、没错、确认
typed-no = 不、不是、不對、不用、不用了、不要、不行、不可以、沒、沒有、沒有了、無、不同意、no、不对、没、没有、没有了、无
typed-unknown = 不知道、不清楚、不記得、記不清、忘了、說不清、不好說、不確定、跳過、不记得、记不清、说不清、不好说、不确定、跳过
typed-anonymous = 匿名、保密、保密吧、不留名、不想留名、不留、不想留、不便透露
typed-i-want = 我要
typed-stray-wait = 等一下、等等、等一等、等會、等會兒、等一會兒、稍等、稍等一下、稍候、我查一下、我看看、我找找、我想想、等会、等会儿、等一会儿
typed-stray-stop = 算了、算了吧、不弄了、先不弄了、不填了、不寫了、不辦了、取消、退出、停、停下、返回、回主菜單、主菜單、不写了、不办了、回主菜单、主菜单
typed-stray-again = 再說一遍、再問一遍、什麼意思、啥意思、沒看懂、看不懂、沒明白、不明白、問的什麼、剛纔問什麼、重複一遍、再说一遍、再问一遍、什么意思、没看懂、没明白、问的什么、刚才问什么、重复一遍
stray-wait = 好，不急。上面問的還等着您。
stray-stopped = 好，停在這裡。
stray-again = 就回答上面那一問；不想答了說「取消」。
typed-purpose-QJ = 投訴、求決、解決問題、反映問題、反映、投诉、求决、解决问题、反映问题
typed-purpose-SU = 申訴、不服、申诉
typed-purpose-JU = 舉報、檢舉、控告、揭發、举报、检举、揭发
typed-purpose-JY = 建議、提建議、意見、建议、提建议、意见
typed-purpose-ZX = 諮詢、問一下、問問、咨询、问一下、问问
typed-purpose-QZ = 求助、幫助、困難、帮助、困难
typed-purpose-GX = 感謝、表揚、點贊、感谢、表扬、点赞
typed-agree = 同意、同意繼續、我同意、同意继续
typed-report_asked-report = 舉報、我要舉報、要舉報、保密舉報、檢舉、控告、举报、我要举报、要举报、保密举报、检举
typed-report_asked-solve = 解決問題、解決、我要解決問題、我是要解決問題、不舉報、不是舉報、不要舉報、要解決、解决问题、解决、我要解决问题、我是要解决问题、不举报、不是举报、不要举报、要解决
typed-report_asked-both = 兩樣都有、兩樣都要、都要、都有、分成兩件、兩件、两样都有、两样都要、分成两件、两件
opt-back = 上一步
opt-leave = 先存着

preview-title = 請覈對，哪條不對就說「地點是……」，或點「改一條」：
preview-anonymous = · 匿名：不留姓名、電話，也不推送消息，請用編號和查詢碼來查。
preview-sealed = · 保密：只送有權受理的機關，不進任何工作羣。
preview-truth = 請確認內容真實。原話一個字不改地存着，以後還能補充。
preview-people = { $count } 人
preview-people-more = { $count } 多人
preview-files = { $count } 份
preview-which = 要改哪一條？
opt-preview-others = 更多
preview-more = 這些說了更好辦，不說也能提交。想補哪一樣？
preview-topic = { $name }（因爲說到{ $words }）
preview-topic-likely = 好像是{ $name }（因爲說到{ $words }），由工作人員來定
opt-preview-agree = 同意，提交
opt-preview-anonymous = 匿名提交
opt-preview-more = 再補充
opt-preview-full = 看告知全文
opt-preview-back = 不補了，回到覈對
opt-preview-submit = 提交
opt-preview-change = 改一條
opt-preview-discard = 不要了，刪除
field-purpose = 您想
field-story = 事情
field-money = 金額
field-request = 請求
field-topic = 分類
field-place = 地點
field-happened = 時間
field-concerns = 涉及
field-before = 處理過
field-people = 人數
field-name = 稱呼
field-phone = 電話
field-address = 住址
field-contact = 聯繫
field-unit = 交給
field-files = 材料

## Filed

filed = ✅ 已登記。
    編號　{ $number }
    { $code }
    接下來：{ $until }前{ $next }。
    現在：{ $where }
filed-code = 查詢碼　{ $code }（請抄下或截圖，不要給別人看；換手機、在別處查都要用它）
filed-next-bureau = 告訴您這件事由誰辦（《信訪工作條例》第二十二條）
filed-next-unit = 告訴您是否受理（《信訪工作條例》第二十三條）
filed-again = 這件事已經登記過了，編號 { $number }，不會重複登記。
filed-where-bureau = 在{ $unit }，工作人員正在看。
filed-where-unit = 已轉送{ $unit }。
filed-where-sealed = 已交專人，只有專人能看到。
code-hidden = 編號　{ $number }
    查詢碼已隱藏。忘了可以在「我的件」裡重新領一個。
code-hidden-anonymous = 編號和查詢碼已從屏幕上去掉。以後用它們在「查進度」裡查看和補充；辦理記錄裡沒有記這個賬號。您在這個對話裡寫過的話還看得見：請刪掉這個對話；在網頁上，點「更多」裡的「清除本機記錄」。
opt-code-saved = 我已保存
opt-receipt = 下載回執
opt-supplement = 補充材料
opt-show = 看進度
filed-next-report = 您還要舉報的那一件，現在接着登記嗎？剛纔說的內容已經帶過去了，可以匿名。
filed-next-demand = 您還有 { $count } 件沒登記，下一件：{ $demand }
opt-next-now = 現在登記
opt-next-later = 以後再說

## Status

ask-number = 請發編號（例如 350881-261121-00042-5）。不是在這個賬號登記的，還要查詢碼。
ask-code = 請發這一件的查詢碼（12 位，登記時給您的）。
ask-code-lost = 這不像查詢碼：查詢碼是 12 位字母和數字。沒有了？在登記時用的賬號裡打開「我的件」可以重領；也可以撥打 { $phone }，或到 { $address } 覈實身份後查詢。
status-opened = 剛纔有人在別處用編號和查詢碼看了 { $number }。不是您本人的話，請重領查詢碼，舊的馬上失效。
code-reads-only = 用查詢碼可以查看和補充。撤回、更正、評價只能在登記時用的那個賬號裡做；賬號不在了，請帶證件到窗口，或撥打工作電話。
status-unknown = 沒有查到。編號和查詢碼要都對才能查；請覈對後再發（編號記着，只再發查詢碼就行）；連續 5 次不對會鎖定 15 分鐘。也可以撥打 { $phone }。
status-guessed = 提醒：剛纔有人多次用錯誤的查詢碼查您的 { $number }，已鎖定 15 分鐘。您在這裡查看不受影響；如需要，可以重領查詢碼。
status-slip = 這個編號好像抄錯了一位，請再覈對一下。
status-none = 這個賬號下沒有查到您登記的件。匿名登記的不和賬號關聯，請點「查進度」，發編號和查詢碼。
case-none = 這個賬號下沒有查到您登記的件。是匿名登記的，或在別處登記的，請發編號（還要查詢碼）。
case-not-now = { $number } 現在是「{ $state }」，不能{ $verb }。您可以：
opt-case-new = 反映新的事情
verb-show = 查看
verb-supplement = 再補充
verb-urge = 催辦
verb-withdraw = 撤回
verb-undo = 恢復
verb-rate = 評價
verb-review = 申請複查
verb-recheck = 申請複覈
verb-unsolved = 說「沒有解決」，還沒有答覆
verb-solved = 說「解決了」，還沒有答覆
number-lost = 不用編號也能查：這個賬號登記的都在下面。查詢碼忘了，點開那一件可以重領。
number-lost-elsewhere = 不用重新登記。編號和查詢碼在登記時發給您的那條消息裡，用當時的賬號打開「我的件」就能看到，查詢碼也能在那裡重領。
    那個賬號沒有了，或是匿名登記的，請帶身份證到 { $address }（{ $hours }），或打 { $phone } 查。
opt-older = 更早的（還有 { $count } 件）
urged-enough = { $number } 本月的催辦次數已用完，都已送到辦理單位。{ $date }起可以再催。
status-mine = 您的件：
status-line = { $number } · { $state } · { $topic }
card-title = { $number } · { $state }
card-topic = { $topic }
card-unit = 責任單位：{ $unit }
card-due = 最遲 { $date }（還有 { $days } 天）：{ $what }
card-review-body = 由{ $body }複查、複覈
card-due-today = 最遲今天（{ $date }）：{ $what }
card-overdue = 應於 { $date } 前{ $what }，已超期 { $days } 天，系統已提醒負責人
card-provisional = （該日期按暫定日曆計算，放假通知公佈後可能調整）
card-note-cut = { $note }……（全文見文書）
opt-case-supplement = 補充
opt-case-urge = 催辦
opt-case-withdraw = 撤回
opt-case-undo = 恢復這件事
opt-case-how = 日期怎麼算的
opt-case-unseal = 同意轉爲普通辦理
opt-case-contest = 我有異議，請重新審覈
opt-case-late = 逾期了，但有正當理由
ask-late = 請寫爲什麼沒能在期限內申請（例如沒有收到答覆、住院）。信訪局會覈實：
ask-contest = 請寫爲什麼應當在這裡辦理，一句話也行。寫完就會重新登記：
opt-case-keep_sealed = 不同意，繼續保密
unseal-done = { $number } 已按您的意願轉爲普通辦理。被反映的單位仍看不到這一件。
keep-sealed-done = 好，{ $number } 繼續由專人保密辦理。
opt-case-who = 誰看過我的件
opt-case-review = 申請複查
opt-case-recheck = 申請複覈
opt-case-rate = 評價
opt-case-newcode = 重領查詢碼
opt-case-receipt = 下載回執
opt-case-listen = 在這裡接收通知
opt-case-quiet = 不再在這裡接收通知
opt-case-disown = 不是我，馬上停掉
ask-listen = 以後 { $number } 有新進展，也發到這裡。登記時用的那個瀏覽器或賬號會收到提醒，那邊照樣收到通知；撤回、更正、評價還是隻能在那邊做。要在這裡接收嗎？
opt-listen-sure = 在這裡接收
opt-listen-no = 不用了
listen-begun = 好的，以後 { $number } 的通知也發到這裡。登記時用的那個瀏覽器或賬號已收到提醒。
listen-told = 提醒：剛纔有人用編號和查詢碼，把 { $number } 的通知也接到了另一個瀏覽器或賬號。是您本人就不用管；不是您本人，請點下面的按鈕：那邊馬上收不到通知，舊的查詢碼也失效，給您換新的。
listen-ended = 好的，{ $number } 的通知不再發到這裡。
listen-not-needed = 不用接：這件事的通知本來就發到登記時用的地方；匿名的件不留任何聯繫方式，請憑編號和查詢碼來查。
opt-case-leave = 單獨辦理
opt-case-joint = 同一件事的其他件
left-incident = { $number } 改爲單獨辦理，不再和別人的件歸在一起。編號、期限和權利都不變。
joint-board = 反映同一問題的，除了 { $number } 還有 { $others } 件，由辦理單位一併調查。每件各有編號、期限、答覆，誰也看不到別人是誰。
joint-representatives = 現在的代表：{ $names }
joint-none-yet = 還沒有選出代表。
joint-how = 參加推選的有 { $joined } 人。代表最多 { $most } 名（《信訪工作條例》第20條），由參加的人各自點選，誰選了誰不公開；隨時可以改，隨時可以退出。
joint-called = { $no } 號 { $name }
opt-joint-join = 參加推選代表
opt-joint-choose = 選 { $who }
opt-joint-unchoose = 不選 { $who }
opt-joint-stand = 我願意當代表
opt-joint-sit = 不當代表了
opt-joint-quit = 退出推選
ask-joint-name = 請寫一個稱呼，參加推選的人都會看到，例如「3棟老王」。不要寫電話、住址和證件號。
joint-name-bad = 稱呼請用 { $least } 到 { $most } 個字，不要帶電話、住址和證件號。
joint-ready = 記下了，參加推選的人會看到「{ $name }」。被別人選中就是代表。
joint-join-first = 請先點「參加推選代表」。
joint-enough = 已經選了 { $most } 名，先取消一名再選。
joint-elected = 您被推選爲 { $number } 這件事的代表：和單位見面、參加接訪時可以代表大家，把結果告訴大家。您的姓名和電話沒有告訴其他人。不願意當，隨時可以退。
joint-not-elected = 您不再是 { $number } 這件事的代表。您自己的件照常辦理。
opt-case-papers = 告知書、意見書
opt-case-more = 更多
card-more = { $number } 還可以：
papers-title = { $number } 的文書（PDF）：
opt-home = 回主菜單
who-title = { $number }：看過這一件的單位（只列單位和角色，不列人名）
who-line = { $date }　{ $unit }（{ $role }）
who-none = 除登記外，還沒有人打開過這一件的內容。
ask-newcode = 要給 { $number } 換一個查詢碼嗎？換了以後，舊的馬上不能用。
opt-newcode-sure = 換一個
opt-newcode-no = 不換
newcode = 新的查詢碼　{ $code }（舊的已失效；請抄下，不要給別人看）

## Free words

free-unknown = 我沒聽懂，您是想：
free-file = 聽起來您想反映一件事，我先幫您記着剛纔說的。
free-thanks = 不客氣。還有什麼可以幫您？
free-abuse = 您的心情我們理解。請說說是什麼事，我們一定登記、一定給回音。
free-greeting = 您好。您是想：
# Questions and their answers. An office's own entries (/管理, 指南內容) come first; one line each: words、words：answer.
answer-and-file = 還要登記嗎？
answer-phone = 電話 { $phone }（{ $hours }）。
answer-hours = { $hours }。這裡隨時可以發，上班後就有人看。
answer-where = 在 { $address }（{ $hours }），電話 { $phone }。來之前也可以先在這裡登記，不用跑路。
answer-free = 不收錢。登記、辦理、複查、複覈都不收費；有人借這個向您要錢，請打 { $phone } 告訴我們。
answer-who = 只有依法有權處理這件事的單位，和具體辦事的人能看。檢舉控告只有專人能看。誰看過，點開您的件就能查到。
answer-self = 我是{ $office }的登記助手，是電腦程序，不是真人。登記的事由工作人員看，由有權的單位辦。要找真人就說「人工」，或打 { $phone }。
answer-told-report = 不會。舉報只有專人看，只送有權受理的機關，不會轉給被舉報的人和他的單位。
answer-told-report-or-not = 選「我要舉報」就不會：只有專人看，不會轉給他和他的單位。選「我是要解決問題」，辦的單位可能要找他覈實，他也許會猜到是誰說的。
answer-told-other = 我們不會去告訴對方。不過辦的單位可能要找對方覈實，對方也許會猜到是誰說的。您的姓名、電話只給辦這件事的人看；不想留就說「匿名」。舉報公職人員就說「舉報」，只有專人看。
answer-go-on = 還要登記的話，接着說：
answer-why = 法律要求逐條答覆您的請求，所以要知道是什麼事、在哪裡、您想怎麼解決。不方便說的可以跳過。
answer-trust = 這裡是{ $office }的信訪服務。不放心可以打 { $phone } 覈實，或到 { $address } 來。我們不會向您要錢、要銀行卡密碼、要驗證碼。
guide-key = 回執可覈驗：每份回執文件都有本單位的簽名，公鑰是 { $public }。覈對：jianjian verify 回執文件 --key 公鑰
guide-entries = 複查：對答覆不服，收到後 30 日內向原辦理單位的上一級申請複查（《信訪工作條例》第三十五條）。已有答覆的件，在這裡說「申請複查」就行。
    複覈：對複查意見不服，收到後 30 日內向複查機關的上一級申請複覈（《信訪工作條例》第三十六條）。在這裡說「申請複覈」就行。
    低保、最低生活保障：向戶口所在地的鄉鎮政府或街道辦事處書面申請，寫不了可以請村（居）委會代交（《社會救助暫行辦法》第十一條）。
    臨時救助、特困：向戶口所在地的鄉鎮政府或街道辦事處申請，急的可以先救助後補手續（《社會救助暫行辦法》第十六條、第四十八條、第四十九條）。
    法律援助、請不起律師：可以申請法律援助，先打 12348 免費問。
    勞動仲裁、仲裁：向幹活的地方或單位所在地的勞動人事爭議仲裁委員會申請，一般要在一年內（《勞動爭議調解仲裁法》第二十一條、第二十七條）。
    行政複議、複議：對行政決定不服，知道之日起 60 日內申請行政複議（《行政複議法》第二十條）。
    多久、幾天：15 日內告訴您由誰辦；受理後 60 日內辦結，複雜的最多再延 30 日（《信訪工作條例》第三十四條）。
    匿名：可以匿名登記，不留姓名電話。憑編號和查詢碼來查，請務必保存好。
    代表、幾個人去：多人爲同一件事當面反映，推選代表，不超過 5 人（《信訪工作條例》第二十條）。

loose-file = 材料收到了。放到哪一件？
loose-words = 您這句話先記着了。放到哪一件？
opt-loose-new = 這是另一件新的事
loose-matter = 您還有一件沒說完的。剛纔說的是那一件，還是另一件？先給您記着。
opt-loose-draft = 就是那一件，接着說
opt-loose-instead = 另一件新的（沒說完的那件不要了）
place-in-words = 位置：{ $place }
opt-loose-case = 補充到 { $number }
only-digit = 現在沒有可選的數字，您是想：

## Errors: each says what happened, what is kept, and what to do

error-broken = 出了點問題，剛纔這一步沒有完成，前面說的都還在。請再試一次，或撥打 { $phone }。
error-stale = 剛纔有人同時在辦這一件，請再看一眼最新的情況再操作。
error-old-button = 這個按鈕已經過時了，請看最新的一條。
error-choose = 請點上面的一個選項，或打前面的數字。
error-empty = 沒有收到內容，請再說一次。
error-no-words = 沒看到文字，請用幾句話說說是什麼事；照片和文件也可以發。
error-too-long = 這一條請不要超過 { $longest } 字，經過可以寫在「事情」裡。
error-story-full = 文字已經有 { $limit } 字了，前面的都在；其餘的請作爲文件發來。
error-story-short = 記下了。請再多說幾句：什麼時候、在哪裡、發生了什麼。
error-count = 沒看懂人數，請打一個數字，比如 3。說不準可以打「跳過」。
error-place = 「{ $value }」是地名嗎？是就再發一遍，或者連鄉鎮、村、街道一起說。
error-name-sure = 「{ $value }」是您的稱呼嗎？是就再發一遍。
error-place-or-name = 「{ $value }」是地名嗎？請連鄉鎮、村或街道一起說；是您的名字就說「我叫{ $value }」。
error-request = 請用一句話說說您最希望怎麼解決，比如「修好路燈」「退還押金」。想要什麼說什麼就行。
error-name = 請寫稱呼，比如「王某」；不想留名可以點「匿名」。
error-phone = 電話好像不對，請再看看（11 位手機號，或帶區號的座機）。不想留可以打「跳過」。
error-id-not-phone = 這好像是身份證號，這裡不需要，我沒有記下。請發電話號碼，或跳過。
error-file-too-large = 這個文件 { $size } MB，超過 { $limit } MB，沒有收下。可以拍照分幾張發，或到窗口提交。您前面說的都還在。
error-too-many-files = 一件事最多放 { $limit } 份材料，這一份沒有收下，其餘的都在。
error-nothing-sent = 沒有收到文件，請再發一次。
error-sticker = 表情收到了，不過沒法登記成事項。請用文字、照片、文件、語音或位置。
error-poll = 這裡不能用投票。請用文字、照片、文件、語音或位置。
edited-story = 好，那條話按您改的記下了。
error-edited = 您修改了之前的一條消息。登記的是原話；要補充或更正，請直接再發一條。
error-contact = 收到聯繫人名片，這裡用不着，沒有記下。請用文字說。
error-kind = 這種消息沒法登記。請用文字、照片、文件、語音或位置。
error-channel = 這裡不能登記事項，請私聊我。
repair-wait = 好，不急，說過的都在。等您：
repair-cannot-write = 不用寫字：按住說話發語音就行，工作人員會聽；也可以打 { $phone }，請人幫您記。
repair-human = 人工：電話 { $phone }，{ $hours }；窗口在{ $address }。說過的都在，也可以接着說：
repair-thanks = 不客氣。還差一點：
repair-abuse = 您的心情我們理解。說清楚了，纔好讓人去辦：
repair-here = 我在，說過的都在。接着來：
repair-no-case = 這個賬號下還沒有登記好的件，先把這件說完：
repair-plain = 這一條要您自己說，幾個字就行；不想說就跳過。
repair-needed = 這一條跳不過去，說幾個字就行。
repair-new = 要重新開始嗎？前面說的會刪掉。
repair-person = 說不明白也沒關係，可以打 { $phone }，或者跳過。
repair-corrected = { $field }改成「{ $value }」。其餘照舊。
ask-consented-again = 還差您點一下：同意就繼續，想匿名就點「匿名反映」（告知在上面，也可以看全文）。
repair-anonymous = 您選了匿名，姓名和電話這裡不記，剛纔那句沒有存。
repair-kept-as = { $field }記下了：「{ $value }」。
purpose-assumed = 先按「請求解決問題」記着，不對可以改。
answer-how-long = 登記後 15 日內告訴您由誰辦，受理後一般 60 日內辦完，到時在這裡告訴您（匿名的憑編號來查）。接着說：
supplement-nothing = 好，沒有補充什麼；{ $number } 照常辦理。
repair-tap = 點下面的一項，或者說出它的名字就行。
answer-typing = 可以，從頭到尾打字就行，不用打電話。想反映什麼，直接發來。
answer-nobody = 這個我答不上來。可以打 { $phone } 問（{ $hours }）；也可以登記成諮詢，由工作人員答覆您。
opt-answer-register = 登記成諮詢
repair-request-added = 請求加上了：「{ $value }」。
repair-without-phone = 好，不留電話。
repair-without-name = 好，匿名。姓名、電話、住址都不記。
omit-asked = 您說的話裡有{ $words }。要去掉嗎？去掉以後，辦的人就看不到這幾個字。
omit-none = 您說的話裡沒有寫您的{ $what }，我們也不會加上去。
omit-done = 去掉了，別的都沒動。
opt-omit-yes = 去掉
opt-omit-no = 留着
omit-filed = { $number } 已經登記，原話不能改，{ $what }要是說過就還在裡面。它不公開，只給辦這件事的人看。要去掉，可以撤回這一件，再重新說一遍。
answer-unknown = 這個我答不上來，可以打 { $phone } 問。不耽誤接着說：
told-money = 金額：{ $value }
ask-money = 是多少錢？
preview-changed = { $field }：{ $value }
preview-unit-open = 交給哪個單位，由工作人員來定。
preview-rest = 沒有要改的就提交，也可以接着說。

## Danger

emergency = 您說的情況可能很危險。請先到安全的地方，馬上撥打：
emergency-mind = 先別一個人扛，您不是一個人。您現在身邊有人嗎？可以馬上撥打：
emergency-mind-other = 請先別讓他一個人待着：陪着說話，別激他，把危險的東西拿開。馬上撥打：
emergency-alerted = 已通知值班人員，但這裡不能代替緊急救援。可以留個電話嗎？寫在這裡，值班人員打開就能看到。
emergency-alone = 這裡現在叫不到值班人員，請一定直接打上面的電話，或打給我們：{ $phone }（{ $hours }）。
emergency-kept = 現在什麼都不用填。您願意的時候再接着說，前面的都在。
helpline-or = {" "}或{" "}
helpline-110 = 報警
helpline-119 = 火警、救援
helpline-120 = 急救
helpline-122 = 交通事故
helpline-12338 = 婦女維權熱線
helpline-12345 = 政務服務熱線
helpline-12355 = 青少年服務熱線
helpline-12356 = 心理援助熱線
danger-asked = 您現在有危險嗎？
opt-danger-yes = 有
opt-danger-no = 沒有
typed-in-danger = 有、有的、有危險、是、是的、嗯、對、很危險、有危险、对、很危险
typed-no-danger = 沒有、沒、沒有危險、沒危險、不是、沒事、沒有的、没有、没、没有危险、没危险、没事、没有的
danger-none = 那就好。剛纔說的都記着，我們接着來。
care-alerted = 我在，已通知值班人員。不用填什麼，也不用講道理，先告訴我您在哪兒、身邊有沒有人，好嗎？要是更急了，請馬上打 { $numbers }。
care-noted-2 = 我在，記下了，值班的同志看得到。更急了就打 { $numbers }；要是沒事了，點下面或說「我沒事了」。
care-noted-3 = 我還在，也記下了。您身邊有人嗎？更急了就打 { $numbers }。
care-noted-0 = 收到，值班的同志看得到。能的話，離開危險的地方，或叫個人來陪您；{ $numbers } 隨時能打。
care-noted-1 = 記下了，您接着說，我聽着。更急了就打 { $numbers }。
care-again-mind-2 = 我聽着，您不用一個人扛。12356 有人陪您說話，急了就打 { $numbers }；值班的同志看得到您寫的。
care-again-mind-0 = 您寫的我都記着，值班的同志也看得到。您身邊有人嗎？給 12356 打個電話吧，急了就打 { $numbers }。
care-again-mind-1 = 我還在，再次提醒了值班的同志。先讓身邊的人陪着您，或打 12356；急了就打 { $numbers }。
care-again-danger-2 = 聽到了，還很危險。這裡救不了急，請現在就打 { $numbers }；值班的同志看得到您剛寫的。
care-again-danger-0 = 請先打 { $numbers }，打通了再回來寫；剛寫的值班的同志看得到。
care-again-danger-1 = 記下了，也再次提醒了值班的同志。現在最要緊的是 { $numbers }，還有離開危險的地方。
care-phone = 我在，電話記下了，值班的同志看得到。您在哪兒、身邊有沒有人，也說一聲好嗎？
care-over = 好，記下了。您現在是安全的嗎？是就點下面，前面的事可以接着辦；不是就接着說，值班的同志看得到。
care-read = 值班的同志正在看您寫的，就在這裡回您。可以留個電話嗎？也說一下您在哪兒、身邊有沒有人。
care-passed-on = 已發給值班的同志。
relay-says = 值班同志：{ $words }
care-ended = 值班的同志先說到這裡。要說話隨時在這裡說；前面的都在，接下來由您決定。
care-alone = 我在，您寫的都記着。這裡現在叫不到值班人員，請打 { $numbers }，或打給我們：{ $phone }（{ $hours }）。身邊有人嗎？請讓他陪着您。
care-alone-more = 我在，也記下了。這裡還是叫不到值班人員，請打 { $numbers }，或叫身邊的人幫忙。
opt-care-safe = 我沒事了
opt-care-resume = 繼續剛纔的登記
opt-care-file = 把剛纔說的寫進反映
typed-safe = 我沒事了、沒事了、我沒事、我安全了、安全了、我没事了、没事了、我没事
typed-care-on = 繼續填寫、繼續剛纔的登記、繼續登記、我要反映、繼續、接着填、繼續填、接着登記、继续填写、继续刚才的登记、继续登记、继续、继续填、接着登记
care-safe = 好，您平安就好。前面的都在，接下來由您決定。要說話隨時在這裡說。

## Verbs on a case

which-supplement = 要補充哪一件？
which-show = 您問的是哪一件？發編號也行。
which-review = 要給哪一件申請複查？
which-recheck = 要給哪一件申請複覈？
which-unsolved = 哪一件沒有解決？
which-solved = 哪一件解決了？
which-urge = 要催辦哪一件？
which-withdraw = 要撤回哪一件？
which-undo = 要恢復哪一件？
ask-undo = { $number } 是您撤回的，現在還能恢復，原來的期限接着算。要恢復就點下面。
which-rate = 要評價哪一件？
ask-supplement = 請發要補充到 { $number } 的內容：文字、照片、文件、語音都可以。
ask-answer = 直接回復就行：寫幾句、拍照、發文件或按住說話都可以，都會補充到 { $number }。
opt-case-have_none = 我沒有這個
opt-supplement-done = 補充完了
supplement-enough = 好，{ $number } 補充好了，辦理人員會看到。
supplement-wait = 好，不急。想好了直接發，會補充到 { $number }。
supplemented = 已補充到 { $number }，原來說的一個字沒有改。還有就接着發。
transcribed = { $number }：工作人員把您的語音聽寫成了文字：「{ $words }」。原來的語音還在，以語音爲準；哪裡不對，點「補充」說就行。
urged = 已催辦 { $number }，經辦人會看到。本月還可以催 { $left } 次。
ask-withdraw = 確定要撤回 { $number } 嗎？撤回後不再辦理，7 天內可以恢復。任何人都不能要求您撤回。
opt-withdraw-yes = 是，我要撤回
opt-withdraw-no = 不撤回
ask-withdraw-sure = 再確認一次：撤回 { $number }？
opt-withdraw-sure = 確定撤回
withdrawn = { $number } 已撤回。7 天內可以恢復；以後也可以重新反映。
ask-rate = 評價 { $number }（信訪部門和責任單位分開評，評價不會給被評的人看是誰評的；不評也可以）：
opt-rate-target = { $target }（{ $given }）
rated-bureau = 信訪部門
rated-unit = 責任單位
rating-none = 未評價
rating-satisfied = 滿意
rating-mostly = 基本滿意
rating-unsatisfied = 不滿意
ask-rating = 您對{ $target }辦這件事：
rated-thanks = 收到，謝謝您的評價。期限內可以改。
opt-rate-other = 評價另一方，或修改
ask-why = 哪裡不滿意？可以點一個，也可以直接說，不說也可以。
why-slow = 太慢
why-attitude = 態度不好
why-unsolved = 問題沒解決
why-unclear = 沒說清楚
why-other = 其他
rated-why-thanks = 記下了，會有人回訪。
ask-review = 申請複查 { $number }：請在 { $date } 前提出（還有 { $days } 天，第三十五條），由{ $body }辦理。
    我按您說的寫好了申請：「{ $request }」
    點「提交申請」纔會交上去；要換說法，直接再寫就行。
ask-recheck = 申請複覈 { $number }：請在 { $date } 前提出（還有 { $days } 天，第三十六條），由{ $body }辦理。
    我按您說的寫好了申請：「{ $request }」
    點「提交申請」纔會交上去；要換說法，直接再寫就行。
ask-review-words = 請寫下您不服的地方和理由，寫好先給您看一遍，不會馬上提交。
review-no-request = 同原事項
review-window-over = 申請的期限已過。有新的事實或理由，可以重新反映。
opt-review-send = 提交申請
opt-review-change = 改一改
opt-review-think = 再想想
callback-solved = 太好了，謝謝您告訴我們。
callback-unsolved = 記下了：{ $number } 您說沒有解決，督查人員會看，必要時退回重辦。
    光說沒解決，複查的期限不會停。要申請請點下面的按鈕。
callback-unsolved-only = 記下了：{ $number } 您說沒有解決，督查人員會看，必要時退回重辦。
ask-callback = { $number } 已辦結，問題解決了嗎？
opt-callback-solved = 解決了
opt-callback-unsolved = 沒有解決
how-duty = 辦理單位最遲 { $date }：{ $what }
how-window = 您最遲 { $date }：{ $what }
how-counted = 怎麼算的：{ $started }開始，當天不算，數 { $length }，到 { $date }（{ $article }）。
how-skipped = 中間這些天不算：{ $days }。
how-rolled-duty = { $date }是休息日，法律上的期限順延到 { $rolled }；我們提醒和催辦仍按 { $date }。
how-rolled-window = { $date }是休息日，順延到 { $rolled }，到那天都可以。
how-none = 這一件現在沒有在走的期限。
receipt-paper-caption = { $number } 的回執，可以打印。上面寫的是現在的情況；以後有變化，再點一次「下載回執」就是新的。
receipt-caption = { $number } 的核驗文件：登記和每一步公開進展，帶校驗鏈和本單位簽名，可離線覈驗；公鑰在指南里。
receipt-check-caption = 用手機或電腦的瀏覽器打開這個網頁，選上面的核驗文件，就能看出有沒有被改過。網頁不聯網。
receipt-check-name = 覈對回執
opt-receipt-large = 大字版
opt-receipt-file = 覈驗文件
clock-due-C1 = 告訴您由誰辦（15 日，第二十二條）
clock-due-C2 = 告訴您是否受理（15 日，第二十三條）
clock-due-C3 = 責任單位告訴您是否受理（15 日，第二十三條）
clock-due-C5 = 答覆（60 日，第三十四條）
clock-due-C6 = 答覆（已延長，第三十四條）
clock-due-C8 = 出具複查意見（30 日，第三十五條）
clock-due-C10 = 提出複覈意見（30 日，第三十六條）
clock-due-S1 = 決定是否受理（簡易，3 個工作日）
clock-due-S3 = 答覆（簡易，10 個工作日）
clock-due-B1 = 重新答覆（10 個工作日）
clock-due-J1 = 回覆您的建議（60 日，第二十九條）
clock-due-L1 = 按法定程序辦結（第三十一條）
clock-due-C7 = 您可以申請複查（30 日，第三十五條）
clock-due-C9 = 您可以申請複覈（30 日，第三十六條）

## One's own data

data-summary = 您在這裡的信息：
    · 第一次來：{ $since }
    · 登記的事項：{ $cases } 件
    · 同意過信息告知：{ $consent }
    · 沒說完的草稿：{ $draft }
    我們不記錄您的民族、戶籍、職業、行蹤，也不給任何人打標籤。
data-yes = 有
data-no = 沒有
opt-data-copy = 下載一份副本
opt-data-correct = 更正姓名、電話、住址
opt-data-forget = 刪除草稿
opt-data-consent = 撤回同意
which-correct = 要更正哪一件裡的信息？
ask-correct = { $number }：要更正哪一項？
ask-correct-value = 請發新的{ $field }：
correct-anonymous = 這一件是匿名登記的，沒有姓名和電話可以更正。
corrected = { $number } 的{ $field }已改成「{ $value }」，經辦人看得到改過。
ask-correct-sure = 要把 { $number } 裡您的{ $field }從「{ $before }」改成「{ $value }」嗎？
opt-correct-yes = 改成這個
opt-correct-no = 不改
correct-none = 空着
correct-same = { $number } 裡您的{ $field }已經是這個，不用改。
correct-nowhere = 這個賬號下沒有能改的件：沒有登記過，或者已經辦結，或者是匿名的。要問可以打 { $phone }。
data-forgotten = 草稿已經刪除。已登記的事項屬於檔案，按法律規定保存（《個人信息保護法》第四十七條），到期刪除或匿名化；不想繼續辦理可以撤回。
ask-consent-sure = 撤回同意以後：沒說完的草稿會刪除，也不再給您發通知；已登記的事項照常依法辦理。確定撤回同意嗎？
opt-consent-sure = 確定撤回同意
opt-consent-no = 不撤回
data-consent-withdrawn = 已撤回同意，也不再給您發通知。已登記的事項繼續依法辦理；下次登記時會再問您。

# What Telegram shows of the bot: its commands, and what it is for.
profile = 這裡是{ $office }信訪服務。說出您的事（文字、照片、文件、語音、位置都可以），我們登記、給編號、按法定期限辦理，隨時可以查進度。件件有回應。

    遇到危險請直接撥打 110、119、120。也可以到 { $address }，或撥打 { $phone }（{ $hours }）。
profile-abroad = { profile }

    這裡是 Telegram，您發的內容會經過境外的服務器；介意的請改用窗口或電話。
profile-short = { $office }信訪服務：反映問題、查進度，件件有回應。
command-start = 開始，回主菜單
command-status = 按編號查進度
command-mine = 我的件
command-supplement = 補充材料
command-withdraw = 撤回
command-reception = 預約領導接訪
command-notices = 訂閱或退訂通知
command-guide = 怎麼依法信訪
command-privacy = 隱私，我的信息
command-human = 找人工
command-todo = 本單位待辦

# 語言：language-name 是這種語言自己的名字
language-name = 繁體中文
language-ask = 您想用哪種語言？
language-kept = 好的，以後用繁體中文。單位寫的話保持原樣。
language-heard = 以後用繁體中文回您。單位寫的話保持原樣。（要換請點下面的按鈕。）
opt-language = 換一種語言

## The receipt on paper

paper-number = 編號
paper-registered = 登記時間
paper-state = 現在的狀態
paper-where = 現在在哪裡
paper-where-unit = 由{ $unit }辦理
paper-where-closed = 已辦結，沒有單位在辦
paper-due = 期限
paper-due-line = { $date }前，{ $what }
paper-story = 您反映的情況
paper-story-elsewhere = 見所附材料。
paper-demands = 您的請求
paper-item = { $n }. { $words }
paper-materials = 收到的材料（{ $count } 份）
paper-materials-none = 沒有收到材料。
paper-material = { $n }. { $name }（{ $size } KB），SHA-256：{ $hash }
paper-unnamed = 沒有名字的文件
paper-withheld = 爲了保護您，這張回執不寫反映的內容和材料。
paper-steps = 到 { $date } 爲止的公開進展
paper-contact = 有疑問找誰
paper-call = 電話：{ $phone }；窗口：{ $address }，{ $hours }。打電話時請報編號，不要說查詢碼。
paper-check = 真僞怎麼覈對
paper-check-how = 用手機掃這個碼，可以覈對編號、登記時間和進展步數是不是本單位簽發的。碼裡沒有姓名，也沒有反映的內容。
paper-code = 憑編號和查詢碼可以隨時查詢進展。查詢碼不印在這張紙上，請妥善保管，不要告訴他人。

## A scanned code

scanned = 您好，這裡是{ $office }信訪服務。{ $what }
    您反映的每一件事都會登記、有編號、有回音。
scanned-place = 您掃的是「{ $place }」的碼：接下來登記的事，地點先記成這裡，提交前還可以改。
scanned-unit = 您掃的是「{ $unit }」的碼：接下來登記的事，涉及的單位先記成它，提交前還可以改。
opt-scanned-file = 我要反映
opt-scanned-wrong = 不是這裡
scanned-forgotten = 好的，不填了。您直接說要反映什麼就行。
scanned-foreign = 這個碼不是{ $office }印的，或者已經看不清了，裡面的內容沒有用上。您照樣可以在這裡反映，也可以撥打 { $phone }。
scanned-officer = 這是給來訪羣衆掃的碼。

# What our fonts cannot print, written out on paper.
printable-hanzi = 〔U+{ $code }〕
printable-tibetan = 〔藏文{ $count }字〕
printable-arabic = 〔維吾爾文等{ $count }字〕
printable-mongolian = 〔蒙文{ $count }字〕
printable-yi = 〔彝文{ $count }字〕
printable-dai = 〔傣文{ $count }字〕
printable-korean = 〔朝鮮文{ $count }字〕
printable-emoji = 〔表情或符號{ $count }個〕
printable-other = 〔其他文字{ $count }字〕
printable-note = 說明：本件裡有些字打印不出來，用〔 〕寫明；U+ 後面是這個字的統一碼編號。原文照原樣保存在登記系統裡，以原文爲準。

# Dates as people write them.
date-day = { $year } 年 { $month } { $day } 日
date-short = { $month }-{ $dd }
date-month-1 = 1 月
date-month-2 = 2 月
date-month-3 = 3 月
date-month-4 = 4 月
date-month-5 = 5 月
date-month-6 = 6 月
date-month-7 = 7 月
date-month-8 = 8 月
date-month-9 = 9 月
date-month-10 = 10 月
date-month-11 = 11 月
date-month-12 = 12 月
date-brief-1 = 01
date-brief-2 = 02
date-brief-3 = 03
date-brief-4 = 04
date-brief-5 = 05
date-brief-6 = 06
date-brief-7 = 07
date-brief-8 = 08
date-brief-9 = 09
date-brief-10 = 10
date-brief-11 = 11
date-brief-12 = 12
