# What the records of the office answer when something is not possible.
records-broadcast-changed = 这条通知已有改动或不在待审状态，请看最新版本后再审核。
records-broadcast-own = 通知需要另一位管理员审核，撰写人不能审核自己写的内容。
records-broadcast-sent = 这条通知已经开始发送，不能再改。可以暂停或停止。
records-rule-not-measured = 规则发布前要先看它对近期信访事项的影响，请先生成影响报告。
records-rule-overtaken = 这一类规则在提出之后已有新的版本，请在新版本上重新提出并重看影响。
records-slot-gone = 这个接访时段已取消、改期或已经开始，请另选一个。
records-slot-full = 这个接访时段已约满，请另选一个。
records-slot-twice = 这件事已经约在这个时段，不用重复预约。
records-office-unknown = 机构文件里提到了没有的单位：{ $code }。
records-office-kind = 机构文件里单位 { $code } 的类别写错了：{ $kind }。
records-office-role = 机构文件里的角色写错了：{ $role }。
records-office-shape = 机构文件的格式不对：{ $what }。
