-- The password of before stays good for a while after a new one is made, so that no delivery fails in between.
alter table "transfer_logins"
  add column "previous_password_hash" text,
  add column "previous_password_until" timestamptz(3),
  add constraint "transfer_logins_previous_password_ends"
    check (("previous_password_hash" is null) = ("previous_password_until" is null));
