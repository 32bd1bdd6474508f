### What roles are called.

role-citizen = 信访人
role-clerk = 经办
role-supervisor = 督查
role-handler = 经办
role-head = 负责人
role-reviewer = 复查复核
role-sealed = 专人
role-admin = 管理员
role-system = 系统
