-- How many there were, of dormant ties, and how many came too soon after a decision.
select
  count(*),
  count(*) filter (where s.pool = 'dormant'),
  count(*) filter (
    where exists (
      select from suggestions before
      where before.contact_id = s.contact_id
        and before.state = 'done'
        and before.decided_at < s.created_at
        and before.decided_at > s.created_at - interval '14 days'
    )
    -- Who wrote since, and waits, is answered.
    and s.kind <> 'answer'
  ),
  count(*) filter (
    where exists (
      select from suggestions before
      where before.contact_id = s.contact_id
        and before.state = 'dismissed'
        and before.decided_at < s.created_at
        and before.decided_at > s.created_at - interval '30 days'
    )
  )
from suggestions s
where s.workspace_id = acting_workspace()
