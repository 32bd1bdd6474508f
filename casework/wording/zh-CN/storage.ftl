# Sentences of the storage: what a person reads when something cannot be kept.
storage-cannot = 现在暂时无法保存，刚才的内容没有存下来。请过几分钟再发一次；急事请直接拨打本单位电话。
storage-busy = 系统正忙，刚才的内容没有存下来。请过一分钟再发一次。
storage-file-too-large = 这个文件超过 { $limit } MB，没有存下来。请压缩、截取一部分或分成几个文件再发。
storage-file-empty = 这个文件是空的，没有存下来。请换一个文件再发。

storage-archive-damaged = 备份文件已损坏（{ $part }），没有恢复任何内容。请换一份备份。
storage-archive-revision = 备份的数据结构是 { $made }，本程序是 { $ours }。请用做备份时的版本恢复，再升级。
storage-archive-not-empty = 数据库里已有内容（{ $table }），没有恢复。请换一个空的数据库再试。

storage-doctor-keys = 个人信息密钥不可用：{ $why }。请运行 jianjian keys 生成，或从保管处取回原来的密钥，写入 .env。
storage-doctor-keys-ok = 个人信息密钥可用。
storage-doctor-keys-lost = 有内容是用不在 PII_KEYS 里的密钥加密的（{ $names }），现在无法读出。请把这些密钥加回 PII_KEYS。
storage-doctor-keys-old = 还有内容用旧密钥加密（{ $names }）。请运行 jianjian rotate-keys，完成后再移除旧密钥。
storage-doctor-folder = 文件目录 { $folder } 不能写入：{ $why }。请检查目录是否存在、权限是否正确。
storage-doctor-disk = 磁盘只剩 { $room } MB。请尽快清理或扩容；写满后将无法登记新的信访件。
storage-doctor-disk-ok = 磁盘剩余 { $room } MB。
storage-doctor-unreachable = 数据库连接不上：{ $why }。请检查 DATABASE_URL 和数据库是否已启动。
storage-doctor-schema = 数据库结构是 { $theirs }，本程序需要 { $ours }。请运行 jianjian migrate。
storage-doctor-schema-ok = 数据库结构是最新的（{ $ours }）。
storage-doctor-damaged = 数据库文件已损坏：{ $why }。请停止服务，用最近的备份恢复。
storage-doctor-database-ok = 数据库正常（{ $name }）。
storage-doctor-sqlite-old = SQLite { $version } 有一个罕见的缺陷（3.51.3 修复）。请只运行一个进程，不要同时用别的工具写这个文件。
storage-doctor-encoding = 数据库编码是 { $encoding }，必须是 UTF8。请新建一个 UTF8 的数据库，再用备份恢复。
storage-doctor-outbox-late = 有 { $waiting } 条消息待发，最早的已等了 { $minutes } 分钟。请确认发送进程在运行、网络能连到渠道。
storage-doctor-outbox-ok = 待发消息 { $waiting } 条，没有积压。
storage-doctor-delivery = 有 { $failed } 条消息最终没有发出，{ $blocked } 条因为对方停用没有送到，{ $uncertain } 条通告不确定是否送达。是哪些件见「督查」里的「没有送到信访人」，请用别的办法送达。
storage-doctor-poisoned = 有 { $poisoned } 条消息处理失败，原文已加密保存。请查看日志，修复后可以重放。
storage-doctor-files = 有 { $faults } 个附件缺失或损坏（{ $listed }）。请从备份里取回。
storage-doctor-files-ok = 附件齐全。

storage-command-migrated = 数据库已是最新结构（{ $revision }）。
storage-command-step = 正在升级数据库：{ $step }
storage-command-backed-up = 已备份：{ $rows } 行，{ $files } 个附件，保存在 { $target }。备份里没有密钥，请把密钥另行保管。
storage-command-missing = 注意：有 { $missing } 个附件在目录里找不到，备份里没有。
storage-command-restored = 已恢复：{ $rows } 行，{ $files } 个附件。
storage-command-exists = { $target } 已经存在，没有覆盖。请换一个文件名。
storage-command-forgotten = 已按期限清理 { $rows } 项。
storage-command-due = 到期应清理 { $rows } 项；这次没有清理。
storage-command-rotated = 已用新密钥重新加密 { $rows } 行。
storage-command-progress = { $part }：{ $done }

missed-while-blocked = 您停用这里的时候有 { $count } 条没有收到，都补在上面了。里面有日期的（例如申请复查的期限）请先看。
storage-doctor-history-ok = 办理记录和审计日志与 { $roots } 个签过名的校验根相符；逐条核对了 { $histories } 件。
root-said =
    { $day }校验根 第 { $n } 号
    { $root }
    签名 { $signature }
    请不要删除这条消息：办理记录和审计日志今后有没有被改动，靠它核对。
root-altered =
    ⚠️ 办理记录或审计日志被改动过：
    { $findings }
    请保留现场（先备份，不要再改），查清是谁动过数据库，并用 jianjian audit verify 核对。
root-good = { $roots } 个校验根、{ $histories } 件办理记录、{ $lines } 条审计日志都相符；核对了留存在外面的 { $kept } 个校验根。
root-line-bad = 留存文件第 { $place } 行不是签过名的校验根，或被改动过。
root-typed-bad = { $typed } 不是 序号:校验根。
root-gap = 第 { $n } 号校验根缺失或接不上前一个。
root-forged = 第 { $n } 号校验根的签名不对，不是本单位签的。
root-other = 第 { $n } 号校验根与留存的不同。
root-heads = 第 { $n } 号校验根下的记录被改动过。
root-history = { $number } 的办理记录与第 { $n } 号校验根不符，被改动或删除过。
root-chain = { $number } 的办理记录前后接不上，被改动过。
root-state = { $number } 的状态与办理记录不符。
root-audit-broken = 审计日志在第 { $seq } 条断开，被改动或删除过。
root-audit = 审计日志与第 { $n } 号校验根不符，被改动或删除过。
storage-doctor-modes = 这台机器上的其他用户能读到：{ $paths }。请运行 chmod go-rwx，或重新启动服务（启动时会自动收紧属于它的文件）。
storage-doctor-modes-ok = 数据库、文件目录和 .env 只有本服务能读。
audit-day-bad = 日期写作 2026-11-21。
audit-case-unknown = 没有编号是 { $number } 的信访件。
audit-case-good = { $number } 的 { $events } 步办理记录前后相接，没有被改动。
audit-case-altered = { $number } 的办理记录前后接不上，被改动过；请用 jianjian audit verify 全部核对。
