### What citizens read. Plain words, one question at a time, always a way back, always a date.

## The menu

greeting = 您好，这里是{ $office }信访服务。您反映的每一件事都会登记、有编号、有回音。
    请点下面的按钮，也可以直接打数字，或者直接说您的事。
    遇到危险请立即拨打 110 / 119 / 120。
greeting-abroad = { greeting }
    您现在用的是 Telegram，您发的内容会经过境外的服务器。介意的请改用窗口或电话：{ $address }，{ $phone }（{ $hours }）。
greeting-back = 您好，您上次还有一件事没说完，前面说的都还在。
menu-file = 我要反映
menu-status = 查进度
menu-mine = 我的件
menu-guide = 怎么依法信访
menu-notices = 接收通知
menu-data = 我的信息
menu-more = 更多
menu-rest = 还可以：
menu-human = 人工
menu-resume = 接着说上次那件
menu-anew = 上次那件不要了，重新开始
human = 人工接待：{ $address }，{ $hours }，电话 { $phone }。
    您也可以把想说的直接发在这里，工作人员上班后会看到登记的事项。
guide = 依法信访指南
    · 怎么反映：在这里、网上、来信、来电或到窗口，都会登记。
    · 需要说清：事情经过、您的请求、地点；姓名和联系方式用于书面答复，也可以匿名。
    · 多久有回音：15 日内告诉您去向（《信访工作条例》第二十二条、第二十三条）；受理后 60 日内办结，复杂的最多再延长 30 日并告诉您理由（第三十四条）。
    · 不服怎么办：收到答复 30 日内可申请复查（第三十五条），再不服 30 日内可申请复核（第三十六条）。
    · 多人反映同一件事到窗口走访的，推选不超过 5 名代表（第二十条）。
    · 任何组织和个人不得打击报复信访人（第十八条）。
    · 窗口：{ $address }，{ $hours }，电话 { $phone }。
    · 预约领导接访：发 /reception 。
    · 查进度：点「查进度」，或发编号。

## The form

ask-abroad = 先说一件事：这里是 Telegram，由境外公司运营（telegram.org）。您在这里说的话、发的照片和文件，会先经过它在境外的服务器，再到我们这里，只用来登记和办理您的事；它那边留下的记录，您可以在 Telegram 里自己删。不愿意的，可以改用窗口、电话或来信。同意在这里说吗？
opt-abroad-agree = 同意，在这里说
opt-abroad-refuse = 不同意，看看别的办法
ask-consented = 登记前请看一眼：我们需要事情经过、您的请求、在哪里，还有称呼和电话（好回复您；也可以匿名，但可能收不到书面告知）。只交给依法有权处理的单位，不公开；举报不会让被举报的人知道。草稿存 7 天。请不要发国家秘密、别人的隐私和银行卡密码。
opt-consented-agree = 同意，继续
opt-consented-anonymous = 匿名反映
opt-consented-refuse = 不同意，看看别的办法
opt-consented-full = 全文
notice-full = 【信访诉求登记 个人信息告知】本服务由{ $office }提供，联系方式：{ $phone }，{ $address }。
    为登记、转送、办理您的信访事项并向您告知结果（《信访工作条例》第十九条、第二十一条至第二十三条），我们需要：您反映的事实、请求和理由、问题发生地；以及您的姓名、联系电话、住址（用于书面答复，您也可以匿名，但可能收不到书面告知）。
    这些信息会提供给依法有权处理该事项的机关、单位；检举控告内容只送有权受理的机关，不会透露或转给被检举的人员或单位。您的信息不会用于与办理无关的用途，未经您单独同意不公开。
    保存期限：草稿 7 天；事项材料按档案管理规定保存，到期删除或匿名化。
    您可随时用 /mydata 查阅复制、/correct 更正、/delete 申请删除、/withdraw 撤回事项。请不要在此发送国家秘密、他人隐私、银行卡密码。
    遇危险请立即拨打 110 / 119 / 120。
notice-full-abroad = { notice-full }
    本聊天平台由第三方提供，消息将经境外服务器传输。您可改用以下渠道：{ $address }，{ $hours }，电话 { $phone }。
notice-short = 只交给依法有权处理的单位，不公开；可以匿名；草稿存 7 天。
intake-refused = 好的，我们没有登记您的任何内容。您还可以：
    · 到窗口：{ $address }，{ $hours }
    · 打电话：{ $phone }
    · 写信寄到上面的地址
    这里随时可以再来。
intake-resume = 接着上次的说，前面的都在。
intake-none-open = 现在没有正在填写的事项。您是想：
intake-kept = 先替您存着（7 天），随时回来接着说；不要了可以删掉。
intake-discarded = 好的，刚才的内容已经删除。
intake-sent-already = 现在没有正在填写的事项。刚才要是已经提交，编号就在上面那条；发「我的件」也能看到。您是想：
intake-kept-too = 这句也记下了，放在「事情」里。
intake-file-taken = 收到，材料和这件事放在一起了。
intake-files-anonymous = 您是匿名反映，请看一眼材料：工作人员拿到的副本不带原来的文件名，照片、PDF、Word、Excel 和手机录像里自带的拍摄地点、作者名也去掉了；但画面、声音、文字里的人名、车牌、工牌去不掉，压缩包、HEIC 照片和老格式（doc、wps）里的也去不掉。怕被认出的，请遮住，或换成 JPG、PDF 再发。
intake-place-taken = 收到，位置记下了。
intake-long-text = 这段话很长，全文已经存成附件，一个字不少；下面先按开头的内容接着办。
intake-cut = ……（全文见附件）

ask-purpose = 您这次是想：（咨询、求助、感谢，直接说就行）
ask-purpose-guessed = 您这次是想：（第一项是我听出来的，不对请改；咨询、求助、感谢，直接说就行）
opt-purpose-QJ = 请求解决问题（投诉求决）
opt-purpose-SU = 对处理决定不服（申诉）
opt-purpose-JU = 举报工作人员违纪违法（保密）
opt-purpose-JY = 提建议
opt-purpose-ZX = 咨询
opt-purpose-QZ = 遇到困难求助
opt-purpose-GX = 感谢表扬
purpose-QJ = 求决
purpose-SU = 申诉
purpose-JU = 检举控告
purpose-JY = 建议
purpose-ZX = 咨询
purpose-QZ = 求助
purpose-GX = 感谢
purpose-QT = 其他

ask-story = 请说说是什么事。可以分几条发，也可以发照片、文件、语音或位置。
    说清：什么时候、在哪里、发生了什么、找过谁。
ask-story-report = 请说说您要举报的事。只有专人能看到，不进任何工作群，也不会转给被举报的人或单位。
    建议不要写能看出您是谁的细节；可以匿名，以后用编号和查询码继续对话。
ask-story-files = 材料收到了（{ $files } 份）。再用几句话或语音说说是什么事；不方便写就按「说完了」。
opt-story-done = 说完了
ask-masked_asked = 您的话里好像有{ $kinds }。办这件事用不着它，要不要遮住？
opt-masked_asked-mask = 遮住（建议）
opt-masked_asked-keep = 保留
sensitive-id_number = 身份证号
sensitive-bank_card = 银行卡号
sensitive-permit = 通行证或护照号
sensitive-slip = 像是证件号或卡号的数字
sensitive-phone = 电话号码
sensitive-plate = 车牌号
sensitive-email = 邮箱
ask-report_asked = 您说的好像涉及工作人员违纪违法。请选：
opt-report_asked-report = 我要举报，请保密处理
opt-report_asked-solve = 我是要解决问题
opt-report_asked-both = 两样都有，分成两件
ask-split_asked = 听起来有 { $count } 件事：
    { $demands }
    一事一件更容易办，要分开登记吗？
opt-split_asked-apart = 分开，先登记第一件
opt-split_asked-one = 就是一件事
ask-repeat_asked = 您之前登记的 { $number } 好像是同一件事，现在还在办。要补充到那一件吗？
opt-repeat_asked-add = 补充到那一件，看进度
opt-repeat_asked-new = 这是另一件事，继续登记
ask-same_asked = 已有人反映同一件事：{ $gist }。要和它关联吗？关联后各自有编号、各自有回复，随时可以退出，别人看不到您是谁。
opt-same_asked-join = 关联到那一件
opt-same_asked-alone = 不关联，单独登记
routes-told = 另外告诉您，这类事还可以走别的途径：
    { $advice }
    不影响您在这里登记。
ask-request = 您最希望怎么解决？一句话就行，会逐条答复您。不好说就跳过。
ask-topic = 这件事看起来属于「{ $name }」，因为您说到{ $words }。对吗？
ask-topic-unknown = 我没听出这件事属于哪一类。没关系，工作人员会来分。
topic-unknown = 由工作人员分类
opt-topic-none = 都不是／不确定
ask-place = 事情在哪里？乡镇、村或街道，越具体越好；也可以发位置。用来确定由谁来办。
ask-happened = 什么时候的事？大概就行，比如「去年三月」「上个月到现在」。
ask-concerns = 涉及哪个单位或个人？不清楚可以跳过。
ask-concerns-report = 您举报的是哪个单位、哪个人、什么职务？这一条会封存，只有专人看到，系统不会把它发给被举报的单位。
ask-before = 这件事以前处理过吗？
opt-before-none = 没有
opt-before-petition = 反映过（信访、12345 等）
opt-before-court = 法院判过或正在打官司
opt-before-arbitration = 仲裁过
opt-before-reconsideration = 行政复议过
ask-people = 涉及多少人？打个数字就行。
opt-people-1 = 只有我
ask-name = 怎么称呼您，电话多少？一条发来就行，只给经办人看，好回复您。
ask-name-only = 怎么称呼您？只给经办人看，好回复您。
opt-name-anonymous = 匿名
ask-phone = 您的电话？经办人可能会打给您核实。不想留就跳过。
ask-address = 您的住址？用于寄书面答复，可以跳过。
ask-files = 有照片、文件或录音吗？现在可以发（每个不超过 20 MB）。
ask-files-more = 已收到 { $count } 份材料。还有就接着发；没有了请按 1。
opt-files-none = 没有，继续
opt-files-done = 发完了，继续
opt-skip = 跳过
# Said alone, these answer a question that yes or no can answer. Separated by 、.
typed-yes = 是、是的、对、对的、对啊、好、好的、好啊、行、可以、嗯、嗯嗯、没错、确认、同意、要、需要、ok、OK、yes
typed-no = 不、不是、不对、不用、不用了、不要、不行、不可以、没、没有、没有了、无、不同意、no
typed-unknown = 不知道、不清楚、不记得、记不清、忘了、说不清、不好说、不确定、跳过
typed-anonymous = 匿名、保密、保密吧、不留名、不想留名、不留、不想留、不便透露
typed-i-want = 我要
typed-stray-wait = 等一下、等等、等一等、等会、等会儿、等一会儿、稍等、稍等一下、稍候、我查一下、我看看、我找找、我想想
typed-stray-stop = 算了、算了吧、不弄了、先不弄了、不填了、不写了、不办了、取消、退出、停、停下、返回、回主菜单、主菜单
typed-stray-again = 再说一遍、再问一遍、什么意思、啥意思、没看懂、看不懂、没明白、不明白、问的什么、刚才问什么、重复一遍
stray-wait = 好，不急。上面问的还等着您。
stray-stopped = 好，停在这里。
stray-again = 就回答上面那一问；不想答了说「取消」。
typed-purpose-QJ = 投诉、求决、解决问题、反映问题、反映
typed-purpose-SU = 申诉、不服
typed-purpose-JU = 举报、检举、控告、揭发
typed-purpose-JY = 建议、提建议、意见
typed-purpose-ZX = 咨询、问一下、问问
typed-purpose-QZ = 求助、帮助、困难
typed-purpose-GX = 感谢、表扬、点赞
typed-agree = 同意、同意继续、我同意
typed-report_asked-report = 举报、我要举报、要举报、保密举报、检举、控告
typed-report_asked-solve = 解决问题、解决、我要解决问题、我是要解决问题、不举报、不是举报、不要举报、要解决
typed-report_asked-both = 两样都有、两样都要、都要、都有、分成两件、两件
opt-back = 上一步
opt-leave = 先存着

preview-title = 请核对，哪条不对就说「地点是……」，或点「改一条」：
preview-anonymous = · 匿名：不留姓名、电话，也不推送消息，请用编号和查询码来查。
preview-sealed = · 保密：只送有权受理的机关，不进任何工作群。
preview-truth = 请确认内容真实。原话一个字不改地存着，以后还能补充。
preview-people = { $count } 人
preview-people-more = { $count } 多人
preview-files = { $count } 份
preview-which = 要改哪一条？
opt-preview-others = 更多
preview-more = 这些说了更好办，不说也能提交。想补哪一样？
preview-topic = { $name }（因为说到{ $words }）
preview-topic-likely = 好像是{ $name }（因为说到{ $words }），由工作人员来定
opt-preview-agree = 同意，提交
opt-preview-anonymous = 匿名提交
opt-preview-more = 再补充
opt-preview-full = 看告知全文
opt-preview-back = 不补了，回到核对
opt-preview-submit = 提交
opt-preview-change = 改一条
opt-preview-discard = 不要了，删除
field-purpose = 您想
field-story = 事情
field-money = 金额
field-request = 请求
field-topic = 分类
field-place = 地点
field-happened = 时间
field-concerns = 涉及
field-before = 处理过
field-people = 人数
field-name = 称呼
field-phone = 电话
field-address = 住址
field-contact = 联系
field-unit = 交给
field-files = 材料

## Filed

filed = ✅ 已登记。
    编号　{ $number }
    { $code }
    接下来：{ $until }前{ $next }。
    现在：{ $where }
filed-code = 查询码　{ $code }（请抄下或截图，不要给别人看；换手机、在别处查都要用它）
filed-next-bureau = 告诉您这件事由谁办（《信访工作条例》第二十二条）
filed-next-unit = 告诉您是否受理（《信访工作条例》第二十三条）
filed-again = 这件事已经登记过了，编号 { $number }，不会重复登记。
filed-where-bureau = 在{ $unit }，工作人员正在看。
filed-where-unit = 已转送{ $unit }。
filed-where-sealed = 已交专人，只有专人能看到。
code-hidden = 编号　{ $number }
    查询码已隐藏。忘了可以在「我的件」里重新领一个。
code-hidden-anonymous = 编号和查询码已从屏幕上去掉。以后用它们在「查进度」里查看和补充；办理记录里没有记这个账号。您在这个对话里写过的话还看得见：请删掉这个对话；在网页上，点「更多」里的「清除本机记录」。
opt-code-saved = 我已保存
opt-receipt = 下载回执
opt-supplement = 补充材料
opt-show = 看进度
filed-next-report = 您还要举报的那一件，现在接着登记吗？刚才说的内容已经带过去了，可以匿名。
filed-next-demand = 您还有 { $count } 件没登记，下一件：{ $demand }
opt-next-now = 现在登记
opt-next-later = 以后再说

## Status

ask-number = 请发编号（例如 350881-261121-00042-5）。不是在这个账号登记的，还要查询码。
ask-code = 请发这一件的查询码（12 位，登记时给您的）。
ask-code-lost = 这不像查询码：查询码是 12 位字母和数字。没有了？在登记时用的账号里打开「我的件」可以重领；也可以拨打 { $phone }，或到 { $address } 核实身份后查询。
status-opened = 刚才有人在别处用编号和查询码看了 { $number }。不是您本人的话，请重领查询码，旧的马上失效。
code-reads-only = 用查询码可以查看和补充。撤回、更正、评价只能在登记时用的那个账号里做；账号不在了，请带证件到窗口，或拨打工作电话。
status-unknown = 没有查到。编号和查询码要都对才能查；请核对后再发（编号记着，只再发查询码就行）；连续 5 次不对会锁定 15 分钟。也可以拨打 { $phone }。
status-guessed = 提醒：刚才有人多次用错误的查询码查您的 { $number }，已锁定 15 分钟。您在这里查看不受影响；如需要，可以重领查询码。
status-slip = 这个编号好像抄错了一位，请再核对一下。
status-none = 这个账号下没有查到您登记的件。匿名登记的不和账号关联，请点「查进度」，发编号和查询码。
case-none = 这个账号下没有查到您登记的件。是匿名登记的，或在别处登记的，请发编号（还要查询码）。
case-not-now = { $number } 现在是「{ $state }」，不能{ $verb }。您可以：
opt-case-new = 反映新的事情
verb-show = 查看
verb-supplement = 再补充
verb-urge = 催办
verb-withdraw = 撤回
verb-undo = 恢复
verb-rate = 评价
verb-review = 申请复查
verb-recheck = 申请复核
verb-unsolved = 说「没有解决」，还没有答复
verb-solved = 说「解决了」，还没有答复
number-lost = 不用编号也能查：这个账号登记的都在下面。查询码忘了，点开那一件可以重领。
number-lost-elsewhere = 不用重新登记。编号和查询码在登记时发给您的那条消息里，用当时的账号打开「我的件」就能看到，查询码也能在那里重领。
    那个账号没有了，或是匿名登记的，请带身份证到 { $address }（{ $hours }），或打 { $phone } 查。
opt-older = 更早的（还有 { $count } 件）
urged-enough = { $number } 本月的催办次数已用完，都已送到办理单位。{ $date }起可以再催。
status-mine = 您的件：
status-line = { $number } · { $state } · { $topic }
card-title = { $number } · { $state }
card-topic = { $topic }
card-unit = 责任单位：{ $unit }
card-due = 最迟 { $date }（还有 { $days } 天）：{ $what }
card-review-body = 由{ $body }复查、复核
card-due-today = 最迟今天（{ $date }）：{ $what }
card-overdue = 应于 { $date } 前{ $what }，已超期 { $days } 天，系统已提醒负责人
card-provisional = （该日期按暂定日历计算，放假通知公布后可能调整）
card-note-cut = { $note }……（全文见文书）
opt-case-supplement = 补充
opt-case-urge = 催办
opt-case-withdraw = 撤回
opt-case-undo = 恢复这件事
opt-case-how = 日期怎么算的
opt-case-unseal = 同意转为普通办理
opt-case-contest = 我有异议，请重新审核
opt-case-late = 逾期了，但有正当理由
ask-late = 请写为什么没能在期限内申请（例如没有收到答复、住院）。信访局会核实：
ask-contest = 请写为什么应当在这里办理，一句话也行。写完就会重新登记：
opt-case-keep_sealed = 不同意，继续保密
unseal-done = { $number } 已按您的意愿转为普通办理。被反映的单位仍看不到这一件。
keep-sealed-done = 好，{ $number } 继续由专人保密办理。
opt-case-who = 谁看过我的件
opt-case-review = 申请复查
opt-case-recheck = 申请复核
opt-case-rate = 评价
opt-case-newcode = 重领查询码
opt-case-receipt = 下载回执
opt-case-listen = 在这里接收通知
opt-case-quiet = 不再在这里接收通知
opt-case-disown = 不是我，马上停掉
ask-listen = 以后 { $number } 有新进展，也发到这里。登记时用的那个浏览器或账号会收到提醒，那边照样收到通知；撤回、更正、评价还是只能在那边做。要在这里接收吗？
opt-listen-sure = 在这里接收
opt-listen-no = 不用了
listen-begun = 好的，以后 { $number } 的通知也发到这里。登记时用的那个浏览器或账号已收到提醒。
listen-told = 提醒：刚才有人用编号和查询码，把 { $number } 的通知也接到了另一个浏览器或账号。是您本人就不用管；不是您本人，请点下面的按钮：那边马上收不到通知，旧的查询码也失效，给您换新的。
listen-ended = 好的，{ $number } 的通知不再发到这里。
listen-not-needed = 不用接：这件事的通知本来就发到登记时用的地方；匿名的件不留任何联系方式，请凭编号和查询码来查。
opt-case-leave = 单独办理
opt-case-joint = 同一件事的其他件
left-incident = { $number } 改为单独办理，不再和别人的件归在一起。编号、期限和权利都不变。
joint-board = 反映同一问题的，除了 { $number } 还有 { $others } 件，由办理单位一并调查。每件各有编号、期限、答复，谁也看不到别人是谁。
joint-representatives = 现在的代表：{ $names }
joint-none-yet = 还没有选出代表。
joint-how = 参加推选的有 { $joined } 人。代表最多 { $most } 名（《信访工作条例》第20条），由参加的人各自点选，谁选了谁不公开；随时可以改，随时可以退出。
joint-called = { $no } 号 { $name }
opt-joint-join = 参加推选代表
opt-joint-choose = 选 { $who }
opt-joint-unchoose = 不选 { $who }
opt-joint-stand = 我愿意当代表
opt-joint-sit = 不当代表了
opt-joint-quit = 退出推选
ask-joint-name = 请写一个称呼，参加推选的人都会看到，例如「3栋老王」。不要写电话、住址和证件号。
joint-name-bad = 称呼请用 { $least } 到 { $most } 个字，不要带电话、住址和证件号。
joint-ready = 记下了，参加推选的人会看到「{ $name }」。被别人选中就是代表。
joint-join-first = 请先点「参加推选代表」。
joint-enough = 已经选了 { $most } 名，先取消一名再选。
joint-elected = 您被推选为 { $number } 这件事的代表：和单位见面、参加接访时可以代表大家，把结果告诉大家。您的姓名和电话没有告诉其他人。不愿意当，随时可以退。
joint-not-elected = 您不再是 { $number } 这件事的代表。您自己的件照常办理。
opt-case-papers = 告知书、意见书
opt-case-more = 更多
card-more = { $number } 还可以：
papers-title = { $number } 的文书（PDF）：
opt-home = 回主菜单
who-title = { $number }：看过这一件的单位（只列单位和角色，不列人名）
who-line = { $date }　{ $unit }（{ $role }）
who-none = 除登记外，还没有人打开过这一件的内容。
ask-newcode = 要给 { $number } 换一个查询码吗？换了以后，旧的马上不能用。
opt-newcode-sure = 换一个
opt-newcode-no = 不换
newcode = 新的查询码　{ $code }（旧的已失效；请抄下，不要给别人看）

## Free words

free-unknown = 我没听懂，您是想：
free-file = 听起来您想反映一件事，我先帮您记着刚才说的。
free-thanks = 不客气。还有什么可以帮您？
free-abuse = 您的心情我们理解。请说说是什么事，我们一定登记、一定给回音。
free-greeting = 您好。您是想：
# Questions and their answers. An office's own entries (/管理, 指南内容) come first; one line each: words、words：answer.
answer-and-file = 还要登记吗？
answer-phone = 电话 { $phone }（{ $hours }）。
answer-hours = { $hours }。这里随时可以发，上班后就有人看。
answer-where = 在 { $address }（{ $hours }），电话 { $phone }。来之前也可以先在这里登记，不用跑路。
answer-free = 不收钱。登记、办理、复查、复核都不收费；有人借这个向您要钱，请打 { $phone } 告诉我们。
answer-who = 只有依法有权处理这件事的单位，和具体办事的人能看。检举控告只有专人能看。谁看过，点开您的件就能查到。
answer-self = 我是{ $office }的登记助手，是电脑程序，不是真人。登记的事由工作人员看，由有权的单位办。要找真人就说「人工」，或打 { $phone }。
answer-told-report = 不会。举报只有专人看，只送有权受理的机关，不会转给被举报的人和他的单位。
answer-told-report-or-not = 选「我要举报」就不会：只有专人看，不会转给他和他的单位。选「我是要解决问题」，办的单位可能要找他核实，他也许会猜到是谁说的。
answer-told-other = 我们不会去告诉对方。不过办的单位可能要找对方核实，对方也许会猜到是谁说的。您的姓名、电话只给办这件事的人看；不想留就说「匿名」。举报公职人员就说「举报」，只有专人看。
answer-go-on = 还要登记的话，接着说：
answer-why = 法律要求逐条答复您的请求，所以要知道是什么事、在哪里、您想怎么解决。不方便说的可以跳过。
answer-trust = 这里是{ $office }的信访服务。不放心可以打 { $phone } 核实，或到 { $address } 来。我们不会向您要钱、要银行卡密码、要验证码。
guide-key = 回执可核验：每份回执文件都有本单位的签名，公钥是 { $public }。核对：jianjian verify 回执文件 --key 公钥
guide-entries = 复查：对答复不服，收到后 30 日内向原办理单位的上一级申请复查（《信访工作条例》第三十五条）。已有答复的件，在这里说「申请复查」就行。
    复核：对复查意见不服，收到后 30 日内向复查机关的上一级申请复核（《信访工作条例》第三十六条）。在这里说「申请复核」就行。
    低保、最低生活保障：向户口所在地的乡镇政府或街道办事处书面申请，写不了可以请村（居）委会代交（《社会救助暂行办法》第十一条）。
    临时救助、特困：向户口所在地的乡镇政府或街道办事处申请，急的可以先救助后补手续（《社会救助暂行办法》第十六条、第四十八条、第四十九条）。
    法律援助、请不起律师：可以申请法律援助，先打 12348 免费问。
    劳动仲裁、仲裁：向干活的地方或单位所在地的劳动人事争议仲裁委员会申请，一般要在一年内（《劳动争议调解仲裁法》第二十一条、第二十七条）。
    行政复议、复议：对行政决定不服，知道之日起 60 日内申请行政复议（《行政复议法》第二十条）。
    多久、几天：15 日内告诉您由谁办；受理后 60 日内办结，复杂的最多再延 30 日（《信访工作条例》第三十四条）。
    匿名：可以匿名登记，不留姓名电话。凭编号和查询码来查，请务必保存好。
    代表、几个人去：多人为同一件事当面反映，推选代表，不超过 5 人（《信访工作条例》第二十条）。

loose-file = 材料收到了。放到哪一件？
loose-words = 您这句话先记着了。放到哪一件？
opt-loose-new = 这是另一件新的事
loose-matter = 您还有一件没说完的。刚才说的是那一件，还是另一件？先给您记着。
opt-loose-draft = 就是那一件，接着说
opt-loose-instead = 另一件新的（没说完的那件不要了）
place-in-words = 位置：{ $place }
opt-loose-case = 补充到 { $number }
only-digit = 现在没有可选的数字，您是想：

## Errors: each says what happened, what is kept, and what to do

error-broken = 出了点问题，刚才这一步没有完成，前面说的都还在。请再试一次，或拨打 { $phone }。
error-stale = 刚才有人同时在办这一件，请再看一眼最新的情况再操作。
error-old-button = 这个按钮已经过时了，请看最新的一条。
error-choose = 请点上面的一个选项，或打前面的数字。
error-empty = 没有收到内容，请再说一次。
error-no-words = 没看到文字，请用几句话说说是什么事；照片和文件也可以发。
error-too-long = 这一条请不要超过 { $longest } 字，经过可以写在「事情」里。
error-story-full = 文字已经有 { $limit } 字了，前面的都在；其余的请作为文件发来。
error-story-short = 记下了。请再多说几句：什么时候、在哪里、发生了什么。
error-count = 没看懂人数，请打一个数字，比如 3。说不准可以打「跳过」。
error-place = 「{ $value }」是地名吗？是就再发一遍，或者连乡镇、村、街道一起说。
error-name-sure = 「{ $value }」是您的称呼吗？是就再发一遍。
error-place-or-name = 「{ $value }」是地名吗？请连乡镇、村或街道一起说；是您的名字就说「我叫{ $value }」。
error-request = 请用一句话说说您最希望怎么解决，比如「修好路灯」「退还押金」。想要什么说什么就行。
error-name = 请写称呼，比如「王某」；不想留名可以点「匿名」。
error-phone = 电话好像不对，请再看看（11 位手机号，或带区号的座机）。不想留可以打「跳过」。
error-id-not-phone = 这好像是身份证号，这里不需要，我没有记下。请发电话号码，或跳过。
error-file-too-large = 这个文件 { $size } MB，超过 { $limit } MB，没有收下。可以拍照分几张发，或到窗口提交。您前面说的都还在。
error-too-many-files = 一件事最多放 { $limit } 份材料，这一份没有收下，其余的都在。
error-nothing-sent = 没有收到文件，请再发一次。
error-sticker = 表情收到了，不过没法登记成事项。请用文字、照片、文件、语音或位置。
error-poll = 这里不能用投票。请用文字、照片、文件、语音或位置。
edited-story = 好，那条话按您改的记下了。
error-edited = 您修改了之前的一条消息。登记的是原话；要补充或更正，请直接再发一条。
error-contact = 收到联系人名片，这里用不着，没有记下。请用文字说。
error-kind = 这种消息没法登记。请用文字、照片、文件、语音或位置。
error-channel = 这里不能登记事项，请私聊我。
repair-wait = 好，不急，说过的都在。等您：
repair-cannot-write = 不用写字：按住说话发语音就行，工作人员会听；也可以打 { $phone }，请人帮您记。
repair-human = 人工：电话 { $phone }，{ $hours }；窗口在{ $address }。说过的都在，也可以接着说：
repair-thanks = 不客气。还差一点：
repair-abuse = 您的心情我们理解。说清楚了，才好让人去办：
repair-here = 我在，说过的都在。接着来：
repair-no-case = 这个账号下还没有登记好的件，先把这件说完：
repair-plain = 这一条要您自己说，几个字就行；不想说就跳过。
repair-needed = 这一条跳不过去，说几个字就行。
repair-new = 要重新开始吗？前面说的会删掉。
repair-person = 说不明白也没关系，可以打 { $phone }，或者跳过。
repair-corrected = { $field }改成「{ $value }」。其余照旧。
ask-consented-again = 还差您点一下：同意就继续，想匿名就点「匿名反映」（告知在上面，也可以看全文）。
repair-anonymous = 您选了匿名，姓名和电话这里不记，刚才那句没有存。
repair-kept-as = { $field }记下了：「{ $value }」。
purpose-assumed = 先按「请求解决问题」记着，不对可以改。
answer-how-long = 登记后 15 日内告诉您由谁办，受理后一般 60 日内办完，到时在这里告诉您（匿名的凭编号来查）。接着说：
supplement-nothing = 好，没有补充什么；{ $number } 照常办理。
repair-tap = 点下面的一项，或者说出它的名字就行。
answer-typing = 可以，从头到尾打字就行，不用打电话。想反映什么，直接发来。
answer-nobody = 这个我答不上来。可以打 { $phone } 问（{ $hours }）；也可以登记成咨询，由工作人员答复您。
opt-answer-register = 登记成咨询
repair-request-added = 请求加上了：「{ $value }」。
repair-without-phone = 好，不留电话。
repair-without-name = 好，匿名。姓名、电话、住址都不记。
omit-asked = 您说的话里有{ $words }。要去掉吗？去掉以后，办的人就看不到这几个字。
omit-none = 您说的话里没有写您的{ $what }，我们也不会加上去。
omit-done = 去掉了，别的都没动。
opt-omit-yes = 去掉
opt-omit-no = 留着
omit-filed = { $number } 已经登记，原话不能改，{ $what }要是说过就还在里面。它不公开，只给办这件事的人看。要去掉，可以撤回这一件，再重新说一遍。
answer-unknown = 这个我答不上来，可以打 { $phone } 问。不耽误接着说：
told-money = 金额：{ $value }
ask-money = 是多少钱？
preview-changed = { $field }：{ $value }
preview-unit-open = 交给哪个单位，由工作人员来定。
preview-rest = 没有要改的就提交，也可以接着说。

## Danger

emergency = 您说的情况可能很危险。请先到安全的地方，马上拨打：
emergency-mind = 先别一个人扛，您不是一个人。您现在身边有人吗？可以马上拨打：
emergency-mind-other = 请先别让他一个人待着：陪着说话，别激他，把危险的东西拿开。马上拨打：
emergency-alerted = 已通知值班人员，但这里不能代替紧急救援。可以留个电话吗？写在这里，值班人员打开就能看到。
emergency-alone = 这里现在叫不到值班人员，请一定直接打上面的电话，或打给我们：{ $phone }（{ $hours }）。
emergency-kept = 现在什么都不用填。您愿意的时候再接着说，前面的都在。
helpline-or = {" "}或{" "}
helpline-110 = 报警
helpline-119 = 火警、救援
helpline-120 = 急救
helpline-122 = 交通事故
helpline-12338 = 妇女维权热线
helpline-12345 = 政务服务热线
helpline-12355 = 青少年服务热线
helpline-12356 = 心理援助热线
danger-asked = 您现在有危险吗？
opt-danger-yes = 有
opt-danger-no = 没有
typed-in-danger = 有、有的、有危险、是、是的、嗯、对、很危险
typed-no-danger = 没有、没、没有危险、没危险、不是、没事、没有的
danger-none = 那就好。刚才说的都记着，我们接着来。
care-alerted = 我在，已通知值班人员。不用填什么，也不用讲道理，先告诉我您在哪儿、身边有没有人，好吗？要是更急了，请马上打 { $numbers }。
care-noted-2 = 我在，记下了，值班的同志看得到。更急了就打 { $numbers }；要是没事了，点下面或说「我没事了」。
care-noted-3 = 我还在，也记下了。您身边有人吗？更急了就打 { $numbers }。
care-noted-0 = 收到，值班的同志看得到。能的话，离开危险的地方，或叫个人来陪您；{ $numbers } 随时能打。
care-noted-1 = 记下了，您接着说，我听着。更急了就打 { $numbers }。
care-again-mind-2 = 我听着，您不用一个人扛。12356 有人陪您说话，急了就打 { $numbers }；值班的同志看得到您写的。
care-again-mind-0 = 您写的我都记着，值班的同志也看得到。您身边有人吗？给 12356 打个电话吧，急了就打 { $numbers }。
care-again-mind-1 = 我还在，再次提醒了值班的同志。先让身边的人陪着您，或打 12356；急了就打 { $numbers }。
care-again-danger-2 = 听到了，还很危险。这里救不了急，请现在就打 { $numbers }；值班的同志看得到您刚写的。
care-again-danger-0 = 请先打 { $numbers }，打通了再回来写；刚写的值班的同志看得到。
care-again-danger-1 = 记下了，也再次提醒了值班的同志。现在最要紧的是 { $numbers }，还有离开危险的地方。
care-phone = 我在，电话记下了，值班的同志看得到。您在哪儿、身边有没有人，也说一声好吗？
care-over = 好，记下了。您现在是安全的吗？是就点下面，前面的事可以接着办；不是就接着说，值班的同志看得到。
care-read = 值班的同志正在看您写的，就在这里回您。可以留个电话吗？也说一下您在哪儿、身边有没有人。
care-passed-on = 已发给值班的同志。
relay-says = 值班同志：{ $words }
care-ended = 值班的同志先说到这里。要说话随时在这里说；前面的都在，接下来由您决定。
care-alone = 我在，您写的都记着。这里现在叫不到值班人员，请打 { $numbers }，或打给我们：{ $phone }（{ $hours }）。身边有人吗？请让他陪着您。
care-alone-more = 我在，也记下了。这里还是叫不到值班人员，请打 { $numbers }，或叫身边的人帮忙。
opt-care-safe = 我没事了
opt-care-resume = 继续刚才的登记
opt-care-file = 把刚才说的写进反映
typed-safe = 我没事了、没事了、我没事、我安全了、安全了
typed-care-on = 继续填写、继续刚才的登记、继续登记、我要反映、继续、接着填、继续填、接着登记
care-safe = 好，您平安就好。前面的都在，接下来由您决定。要说话随时在这里说。

## Verbs on a case

which-supplement = 要补充哪一件？
which-show = 您问的是哪一件？发编号也行。
which-review = 要给哪一件申请复查？
which-recheck = 要给哪一件申请复核？
which-unsolved = 哪一件没有解决？
which-solved = 哪一件解决了？
which-urge = 要催办哪一件？
which-withdraw = 要撤回哪一件？
which-undo = 要恢复哪一件？
ask-undo = { $number } 是您撤回的，现在还能恢复，原来的期限接着算。要恢复就点下面。
which-rate = 要评价哪一件？
ask-supplement = 请发要补充到 { $number } 的内容：文字、照片、文件、语音都可以。
ask-answer = 直接回复就行：写几句、拍照、发文件或按住说话都可以，都会补充到 { $number }。
opt-case-have_none = 我没有这个
opt-supplement-done = 补充完了
supplement-enough = 好，{ $number } 补充好了，办理人员会看到。
supplement-wait = 好，不急。想好了直接发，会补充到 { $number }。
supplemented = 已补充到 { $number }，原来说的一个字没有改。还有就接着发。
transcribed = { $number }：工作人员把您的语音听写成了文字：「{ $words }」。原来的语音还在，以语音为准；哪里不对，点「补充」说就行。
urged = 已催办 { $number }，经办人会看到。本月还可以催 { $left } 次。
ask-withdraw = 确定要撤回 { $number } 吗？撤回后不再办理，7 天内可以恢复。任何人都不能要求您撤回。
opt-withdraw-yes = 是，我要撤回
opt-withdraw-no = 不撤回
ask-withdraw-sure = 再确认一次：撤回 { $number }？
opt-withdraw-sure = 确定撤回
withdrawn = { $number } 已撤回。7 天内可以恢复；以后也可以重新反映。
ask-rate = 评价 { $number }（信访部门和责任单位分开评，评价不会给被评的人看是谁评的；不评也可以）：
opt-rate-target = { $target }（{ $given }）
rated-bureau = 信访部门
rated-unit = 责任单位
rating-none = 未评价
rating-satisfied = 满意
rating-mostly = 基本满意
rating-unsatisfied = 不满意
ask-rating = 您对{ $target }办这件事：
rated-thanks = 收到，谢谢您的评价。期限内可以改。
opt-rate-other = 评价另一方，或修改
ask-why = 哪里不满意？可以点一个，也可以直接说，不说也可以。
why-slow = 太慢
why-attitude = 态度不好
why-unsolved = 问题没解决
why-unclear = 没说清楚
why-other = 其他
rated-why-thanks = 记下了，会有人回访。
ask-review = 申请复查 { $number }：请在 { $date } 前提出（还有 { $days } 天，第三十五条），由{ $body }办理。
    我按您说的写好了申请：「{ $request }」
    点「提交申请」才会交上去；要换说法，直接再写就行。
ask-recheck = 申请复核 { $number }：请在 { $date } 前提出（还有 { $days } 天，第三十六条），由{ $body }办理。
    我按您说的写好了申请：「{ $request }」
    点「提交申请」才会交上去；要换说法，直接再写就行。
ask-review-words = 请写下您不服的地方和理由，写好先给您看一遍，不会马上提交。
review-no-request = 同原事项
review-window-over = 申请的期限已过。有新的事实或理由，可以重新反映。
opt-review-send = 提交申请
opt-review-change = 改一改
opt-review-think = 再想想
callback-solved = 太好了，谢谢您告诉我们。
callback-unsolved = 记下了：{ $number } 您说没有解决，督查人员会看，必要时退回重办。
    光说没解决，复查的期限不会停。要申请请点下面的按钮。
callback-unsolved-only = 记下了：{ $number } 您说没有解决，督查人员会看，必要时退回重办。
ask-callback = { $number } 已办结，问题解决了吗？
opt-callback-solved = 解决了
opt-callback-unsolved = 没有解决
how-duty = 办理单位最迟 { $date }：{ $what }
how-window = 您最迟 { $date }：{ $what }
how-counted = 怎么算的：{ $started }开始，当天不算，数 { $length }，到 { $date }（{ $article }）。
how-skipped = 中间这些天不算：{ $days }。
how-rolled-duty = { $date }是休息日，法律上的期限顺延到 { $rolled }；我们提醒和催办仍按 { $date }。
how-rolled-window = { $date }是休息日，顺延到 { $rolled }，到那天都可以。
how-none = 这一件现在没有在走的期限。
receipt-paper-caption = { $number } 的回执，可以打印。上面写的是现在的情况；以后有变化，再点一次「下载回执」就是新的。
receipt-caption = { $number } 的核验文件：登记和每一步公开进展，带校验链和本单位签名，可离线核验；公钥在指南里。
receipt-check-caption = 用手机或电脑的浏览器打开这个网页，选上面的核验文件，就能看出有没有被改过。网页不联网。
receipt-check-name = 核对回执
opt-receipt-large = 大字版
opt-receipt-file = 核验文件
clock-due-C1 = 告诉您由谁办（15 日，第二十二条）
clock-due-C2 = 告诉您是否受理（15 日，第二十三条）
clock-due-C3 = 责任单位告诉您是否受理（15 日，第二十三条）
clock-due-C5 = 答复（60 日，第三十四条）
clock-due-C6 = 答复（已延长，第三十四条）
clock-due-C8 = 出具复查意见（30 日，第三十五条）
clock-due-C10 = 提出复核意见（30 日，第三十六条）
clock-due-S1 = 决定是否受理（简易，3 个工作日）
clock-due-S3 = 答复（简易，10 个工作日）
clock-due-B1 = 重新答复（10 个工作日）
clock-due-J1 = 回复您的建议（60 日，第二十九条）
clock-due-L1 = 按法定程序办结（第三十一条）
clock-due-C7 = 您可以申请复查（30 日，第三十五条）
clock-due-C9 = 您可以申请复核（30 日，第三十六条）

## One's own data

data-summary = 您在这里的信息：
    · 第一次来：{ $since }
    · 登记的事项：{ $cases } 件
    · 同意过信息告知：{ $consent }
    · 没说完的草稿：{ $draft }
    我们不记录您的民族、户籍、职业、行踪，也不给任何人打标签。
data-yes = 有
data-no = 没有
opt-data-copy = 下载一份副本
opt-data-correct = 更正姓名、电话、住址
opt-data-forget = 删除草稿
opt-data-consent = 撤回同意
which-correct = 要更正哪一件里的信息？
ask-correct = { $number }：要更正哪一项？
ask-correct-value = 请发新的{ $field }：
correct-anonymous = 这一件是匿名登记的，没有姓名和电话可以更正。
corrected = { $number } 的{ $field }已改成「{ $value }」，经办人看得到改过。
ask-correct-sure = 要把 { $number } 里您的{ $field }从「{ $before }」改成「{ $value }」吗？
opt-correct-yes = 改成这个
opt-correct-no = 不改
correct-none = 空着
correct-same = { $number } 里您的{ $field }已经是这个，不用改。
correct-nowhere = 这个账号下没有能改的件：没有登记过，或者已经办结，或者是匿名的。要问可以打 { $phone }。
data-forgotten = 草稿已经删除。已登记的事项属于档案，按法律规定保存（《个人信息保护法》第四十七条），到期删除或匿名化；不想继续办理可以撤回。
ask-consent-sure = 撤回同意以后：没说完的草稿会删除，也不再给您发通知；已登记的事项照常依法办理。确定撤回同意吗？
opt-consent-sure = 确定撤回同意
opt-consent-no = 不撤回
data-consent-withdrawn = 已撤回同意，也不再给您发通知。已登记的事项继续依法办理；下次登记时会再问您。

# What Telegram shows of the bot: its commands, and what it is for.
profile = 这里是{ $office }信访服务。说出您的事（文字、照片、文件、语音、位置都可以），我们登记、给编号、按法定期限办理，随时可以查进度。件件有回应。

    遇到危险请直接拨打 110、119、120。也可以到 { $address }，或拨打 { $phone }（{ $hours }）。
profile-abroad = { profile }

    这里是 Telegram，您发的内容会经过境外的服务器；介意的请改用窗口或电话。
profile-short = { $office }信访服务：反映问题、查进度，件件有回应。
command-start = 开始，回主菜单
command-status = 按编号查进度
command-mine = 我的件
command-supplement = 补充材料
command-withdraw = 撤回
command-reception = 预约领导接访
command-notices = 订阅或退订通知
command-guide = 怎么依法信访
command-privacy = 隐私，我的信息
command-human = 找人工
command-todo = 本单位待办

# 语言：language-name 是这种语言自己的名字
language-name = 中文
language-ask = 您想用哪种语言？
language-kept = 好的，以后用中文。
language-heard = I read English from here on. （要用中文请点下面的按钮。）
opt-language = 换一种语言

## The receipt on paper

paper-number = 编号
paper-registered = 登记时间
paper-state = 现在的状态
paper-where = 现在在哪里
paper-where-unit = 由{ $unit }办理
paper-where-closed = 已办结，没有单位在办
paper-due = 期限
paper-due-line = { $date }前，{ $what }
paper-story = 您反映的情况
paper-story-elsewhere = 见所附材料。
paper-demands = 您的请求
paper-item = { $n }. { $words }
paper-materials = 收到的材料（{ $count } 份）
paper-materials-none = 没有收到材料。
paper-material = { $n }. { $name }（{ $size } KB），SHA-256：{ $hash }
paper-unnamed = 没有名字的文件
paper-withheld = 为了保护您，这张回执不写反映的内容和材料。
paper-steps = 到 { $date } 为止的公开进展
paper-contact = 有疑问找谁
paper-call = 电话：{ $phone }；窗口：{ $address }，{ $hours }。打电话时请报编号，不要说查询码。
paper-check = 真伪怎么核对
paper-check-how = 用手机扫这个码，可以核对编号、登记时间和进展步数是不是本单位签发的。码里没有姓名，也没有反映的内容。
paper-code = 凭编号和查询码可以随时查询进展。查询码不印在这张纸上，请妥善保管，不要告诉他人。

## A scanned code

scanned = 您好，这里是{ $office }信访服务。{ $what }
    您反映的每一件事都会登记、有编号、有回音。
scanned-place = 您扫的是「{ $place }」的码：接下来登记的事，地点先记成这里，提交前还可以改。
scanned-unit = 您扫的是「{ $unit }」的码：接下来登记的事，涉及的单位先记成它，提交前还可以改。
opt-scanned-file = 我要反映
opt-scanned-wrong = 不是这里
scanned-forgotten = 好的，不填了。您直接说要反映什么就行。
scanned-foreign = 这个码不是{ $office }印的，或者已经看不清了，里面的内容没有用上。您照样可以在这里反映，也可以拨打 { $phone }。
scanned-officer = 这是给来访群众扫的码。

# What our fonts cannot print, written out on paper.
printable-hanzi = 〔U+{ $code }〕
printable-tibetan = 〔藏文{ $count }字〕
printable-arabic = 〔维吾尔文等{ $count }字〕
printable-mongolian = 〔蒙文{ $count }字〕
printable-yi = 〔彝文{ $count }字〕
printable-dai = 〔傣文{ $count }字〕
printable-korean = 〔朝鲜文{ $count }字〕
printable-emoji = 〔表情或符号{ $count }个〕
printable-other = 〔其他文字{ $count }字〕
printable-note = 说明：本件里有些字打印不出来，用〔 〕写明；U+ 后面是这个字的统一码编号。原文照原样保存在登记系统里，以原文为准。

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
