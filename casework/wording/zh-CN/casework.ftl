## Days of the calendar
day-work = 工作日
day-weekend-5 = 周六
day-weekend-6 = 周日
day-off = { $name }放假
day-made-up = { $name }调休上班
day-provisional = 暂定：{ $why }
holiday-new-year = 元旦
holiday-spring = 春节
holiday-qingming = 清明
holiday-labour = 劳动节
holiday-dragon-boat = 端午
holiday-mid-autumn = 中秋
holiday-national = 国庆节

## Faults in a holiday table
calendar-bad-year = 年份“{ $year }”不对，应为 1990 到 2100 的整数。
calendar-no-days = { $year } 年的表里没有日期，可能通知还没有公布。
calendar-no-holiday = { $year } 年的表里没有一天放假，不能使用。
calendar-bad-row = 第 { $place } 行不完整，应有 name、date 和 isOffDay。
calendar-bad-date = 第 { $place } 行的日期“{ $value }”不对，应写成 2027-01-01 的样子。
calendar-other-year = 第 { $place } 行的 { $value } 不属于 { $year } 年的通知。
calendar-twice = { $value } 写了两次。
calendar-weekday-worked = { $value } 本来就是周一到周五，不需要调休上班，请核对。

