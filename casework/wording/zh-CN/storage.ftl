# Sentences of the storage: what a person reads when something cannot be kept.
storage-cannot = 现在暂时无法保存，刚才的内容没有存下来。请过几分钟再发一次；急事请直接拨打本单位电话。
storage-busy = 系统正忙，刚才的内容没有存下来。请过一分钟再发一次。
