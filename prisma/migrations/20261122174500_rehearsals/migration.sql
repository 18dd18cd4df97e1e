-- A rehearsal belongs to a delivery, as the run that applies one does, and never comes as far as applying.
alter table "runs" drop constraint "runs_one_origin";
alter table "runs" add constraint "runs_one_origin" check (
  ("purpose" in ('delivery', 'rehearsal')) = ("delivery_id" is not null)
  and ("purpose" = 'rollback') = ("rolls_back_run_id" is not null)
  and ("purpose" in ('replay', 'shadow')) = ("compared_version" is not null)
  and case
    when "purpose" in ('delivery', 'rehearsal', 'rollback') then "job_id" is null and "compared_delivery_id" is null
    when "purpose" = 'shadow' then "job_id" is null
    when "purpose" = 'replay' then true
    else "job_id" is not null and "compared_delivery_id" is null
  end
);
alter table "runs" add constraint "runs_rehearsals_apply_nothing"
  check ("purpose" <> 'rehearsal' or "state" not in ('applying', 'applied', 'held', 'rolled-back'));

-- The worker looks for replies that are still to be written once a second.
create index "outbox_files_waiting" on "outbox_files" ("id") where "ready_at" is null;
