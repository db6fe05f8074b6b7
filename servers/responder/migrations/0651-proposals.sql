-- How a case stands keeps what two people decide about a declaration in a list of its own, as the fold of its events does.
update case_status s set state = (s.state - 'approvals')
  || case when of.approvals is null then '{}'::jsonb else jsonb_build_object('approvals', of.approvals) end
  || case when of.proposals is null then '{}'::jsonb else jsonb_build_object('proposals', of.proposals) end
from (
  select c.case_id,
    jsonb_object_agg(a.key, a.value) filter (where a.value ->> 'kind' in ('colleague', 'organisation', 'export'))
      as approvals,
    jsonb_object_agg(a.key, a.value || jsonb_build_object('state', case a.value ->> 'state'
        when 'used' then 'agreed' when 'refused' then 'dropped' else 'asked' end))
      filter (where a.value ->> 'kind' not in ('colleague', 'organisation', 'export')) as proposals
  from case_status c, jsonb_each(c.state -> 'approvals') a group by c.case_id
) of where of.case_id = s.case_id;
