### What leaders look at: queues of matters and the daily digest. Counts only, nothing about people.

leader-title = { $day } · 在办 { $open } 件
leader-count = { $queue }：{ $count } 件
leader-slip-open = 督办单（{ $level } 级）{ $number }：{ $issued } 发出，{ $due } 前回复，还没有回复
leader-slip-replied = 督办单（{ $level } 级）{ $number }：{ $issued } 发出，已回复，待销号
leader-queue-overdue = 已超期
leader-queue-overdue_unit = 一级督查（单位负责人，超期 5 天以内）
leader-queue-overdue_bureau = 二级督查（信访局，超期 5 天起）
leader-queue-overdue_supervision = 三级督查（督查机构，超期 10 天起）
leader-queue-backlog = 积案（90 天以上）
leader-queue-unserved = 没有送到信访人
leader-queue-supervised = 督办中
leader-queue-repeats = 重复事项
leader-queue-silent = 七天没有回音
leader-next = 下一页
leader-back = 返回督查
leader-queue-title = { $queue }：{ $count } 件
leader-late = 超期按单位：{ $units }
leader-unit = { $unit } { $count }
leader-at-bureau = 信访局
leader-burst = 集中反映：{ $topic } · { $town }，{ $days } 天内 { $count } 件
leader-anywhere = 未写明地点
leader-line = { $number } · { $unit } · { $topic } · 登记 { $age } 天{ $late }
leader-days-late = {" "}· 超期 { $days } 天
leader-grouping = 热点归类
