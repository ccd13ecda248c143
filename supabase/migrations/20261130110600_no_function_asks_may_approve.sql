-- No function asks it: clicks read the state of the approvals itself.

drop function content.may_approve(content.jobs, content.drafts, text);
