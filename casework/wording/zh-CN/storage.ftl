# Sentences of the storage: what a person reads when something cannot be kept.
storage-cannot = 现在暂时无法保存，刚才的内容没有存下来。请过几分钟再发一次；急事请直接拨打本单位电话。
storage-busy = 系统正忙，刚才的内容没有存下来。请过一分钟再发一次。
storage-file-too-large = 这个文件超过 { $limit } MB，没有存下来。请压缩、截取一部分或分成几个文件再发。
storage-file-empty = 这个文件是空的，没有存下来。请换一个文件再发。
