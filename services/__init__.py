"""What the office does, without a conversation: decides, records, tells, keeps time, makes papers.

Called by the conversations, the ticker, the command line and the benches; knows no router, no incoming message and
no dialogue state.
"""
