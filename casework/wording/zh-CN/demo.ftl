### The demo office of `make run`: sample names, nothing real.

demo-unit-bureau = 演示县信访局
demo-short-bureau = 信访局
demo-unit-labour = 演示县人力资源和社会保障局
demo-short-labour = 人社局
demo-unit-housing = 演示县住房和城乡建设局
demo-short-housing = 住建局
demo-unit-urban = 演示县城市管理和综合执法局
demo-short-urban = 城管局
demo-unit-environment = 演示县生态环境局
demo-short-environment = 生态环境局
demo-unit-education = 演示县教育局
demo-short-education = 教育局
demo-unit-town = 演示县青山镇人民政府
demo-short-town = 青山镇
demo-unit-review = 演示市人民政府复查复核机构
demo-short-review = 复查复核办
demo-unit-discipline = 演示县纪委监委
demo-short-discipline = 纪委监委
demo-citizen-a = 市民甲
demo-citizen-b = 市民乙
demo-admin-a = 管理员甲
demo-admin-b = 管理员乙
demo-column-citizen = 市民
demo-column-unit = 工作群
demo-column-staff = 工作人员私聊
demo-column-admin = 管理员
demo-group = { $unit }工作群
demo-persona = 演示
demo-started = 演示办公室已打开：{ $url }/demo
    市民聊天：{ $url }/
    这里的一切都是演示，不要填写真实信息。按 Ctrl+C 结束。
app-started = 件件已启动：{ $url }/
app-loading = 正在打开数据库、加载词典……
app-port-taken = 端口 { $port } 已被占用：可能件件已经在运行。请停掉另一个，或设置 WEB_PORT 换一个端口。
app-already-running = 另一个件件正在使用这个数据文件夹：{ $path }。SQLite 只能由一个进程使用，请先停掉那一个。
app-needs-postgres = SQLite 只能由一个进程使用：请用 jianjian run，或把 DATABASE_URL 设为 PostgreSQL。
app-first-admin = 管理员不足两位（任命要由两个人分别提出和同意）。请一位管理员私聊机器人发：/join { $code }（只能用一次，24 小时内有效，重新启动后作废）
app-rung = 处理了 { $count } 个到期的提醒。
app-stopping = 正在停止：发完已登记的消息……
demo-not-here = 这个数据库里已经有单位，不是演示用的。演示会留下人人能进的账号，所以不在这里启动：请去掉 DEMO=true，或换一个空的 DATA_DIR。
demo-not-for-real = 这个数据库是演示用的，里面有人人能进的账号，不能用来办公：请换一个空的 DATA_DIR 或 DATABASE_URL。
