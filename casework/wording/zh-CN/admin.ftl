### What administrators read.

admin-menu = 管理：
admin-units = 单位和人员
admin-invite = 邀请工作人员
admin-group = 绑定工作群
admin-publication = 指南内容
admin-units-title = 单位（人员 / 工作群）：
admin-unit-line = { $name }（{ $code }）：{ $staff } 人 / { $groups } 个群
admin-which-unit = 哪个单位？
admin-which-role = 哪个角色？
admin-invitation = { $unit }{ $role }的邀请码：{ $code }
    请对方私聊机器人发：/join { $code }
    24 小时内有效，只能用一次，只显示这一次。
admin-group-code = { $unit }的群绑定码：{ $code }
    请在要绑定的群里发：/bind { $code }
    24 小时内有效，只能用一次，只显示这一次。
admin-publication-now = 指南里本单位的内容：
    { $current }
    要修改请发：/publish 内容
admin-published = 指南内容已更新。
