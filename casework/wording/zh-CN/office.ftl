### What the commands of the office print.

office-bad-file = 文件 { $file } 读不懂：{ $why }
office-file-head = # 件件 机构文件：单位、路由、人员、工作群、设置。可以修改后再导入；没有写到的保持不变。
office-imported = 已导入：单位 { $units }，路由 { $routes }，人员 { $staff }，工作群 { $groups }，设置 { $values }。
office-no-broadcast = 没有编号为 { $number } 的公告。
office-column-id = 编号
office-column-title = 标题
office-column-state = 状态
office-column-recipients = 收件人
office-column-sent = 成功
office-column-blocked = 已停用
office-column-failed = 失败
office-column-uncertain = 不确定
office-column-waiting = 等待
office-column-cancelled = 未发出
office-holidays-dry = 会变动的在走时限：{ $moved } 个日期变化，{ $sure } 个由暂定变为确定。加 --apply 载入。
office-holidays-applied = 已载入：{ $moved } 个日期变化，{ $sure } 个由暂定变为确定。运行中的服务会在半分钟内采用。
