-- Files a sender fetches from its outbox: replies to its deliveries, and what goes back to its system. And logins that only rehearse.
alter type "run_purpose" add value 'rehearsal';

create type "reply_files" as enum ('none', 'problems', 'rows');
create type "outbox_file_kind" as enum ('reply', 'course-plans');

alter table "transfer_logins"
  add column "reply_files" "reply_files" not null default 'problems',
  add column "rehearses_id" uuid,
  add column "gets_course_plans" boolean not null default false;
alter table "transfer_logins" add constraint "transfer_logins_rehearses_id_fkey"
  foreign key ("rehearses_id") references "transfer_logins" ("id") on delete restrict on update cascade;
alter table "transfer_logins" add constraint "transfer_logins_rehearses_another" check ("rehearses_id" <> "id");

alter table "deliveries" add column "is_rehearsal" boolean not null default false;

create table "outbox_files" (
  "id" uuid not null,
  "account_id" uuid not null,
  "transfer_login_id" uuid not null,
  "kind" "outbox_file_kind" not null,
  "delivery_id" uuid,
  "run_id" uuid,
  "name" text collate "C" not null,
  "size" bigint not null default 0,
  "storage_key" text,
  "results" bytea,
  "created_at" timestamptz(3) not null default current_timestamp,
  "ready_at" timestamptz(3),
  "fetched_at" timestamptz(3),
  "removed_at" timestamptz(3),
  "destroy_at" timestamptz(3) not null,
  constraint "outbox_files_pkey" primary key ("id")
);
create index "outbox_files_transfer_login_id_created_at_idx" on "outbox_files" ("transfer_login_id", "created_at");
create index "outbox_files_delivery_id_idx" on "outbox_files" ("delivery_id");
create index "outbox_files_destroy_at_idx" on "outbox_files" ("destroy_at");
create unique index "outbox_files_there" on "outbox_files" ("transfer_login_id", "name") where "storage_key" is not null;
alter table "outbox_files" add constraint "outbox_files_account_id_fkey" foreign key ("account_id") references "accounts" ("id") on delete restrict on update cascade;
alter table "outbox_files" add constraint "outbox_files_transfer_login_id_fkey" foreign key ("transfer_login_id") references "transfer_logins" ("id") on delete restrict on update cascade;
alter table "outbox_files" add constraint "outbox_files_delivery_id_fkey" foreign key ("delivery_id") references "deliveries" ("id") on delete restrict on update cascade;

-- A login that rehearses does so for ever, so that nothing that came through it is applied some day.
create function "transfer_login_keeps_rehearsing"() returns trigger language plpgsql as $$
begin
  if new.rehearses_id is distinct from old.rehearses_id then
    raise exception 'a transfer login rehearses from its first day to its last, or never';
  end if;
  return new;
end $$;
create trigger "transfer_login_keeps_rehearsing" before update on "transfer_logins"
  for each row execute function "transfer_login_keeps_rehearsing"();
