-- Files that Rollcall fetches itself, from a server of the customer's.
alter type "delivery_via" add value 'pull';

create type "pull_protocol" as enum ('sftp', 'ftps', 'ftps-implicit');
create type "pull_sign_in" as enum ('password', 'key');
create type "pull_after" as enum ('leave', 'delete', 'move');
create type "pull_purpose" as enum ('fetch', 'test');
create type "pull_turn_state" as enum ('queued', 'running', 'done', 'failed');

create table "pull_sources" (
  "id" uuid not null,
  "account_id" uuid not null,
  "transfer_login_id" uuid not null,
  "name" text not null,
  "protocol" "pull_protocol" not null,
  "host" text not null,
  "port" integer not null,
  "user_name" text not null,
  "sign_in" "pull_sign_in" not null,
  "sealed_secret" text not null,
  "public_key" text,
  "pin" jsonb,
  "folder" text not null default '',
  "file_names" text[] not null default array[]::text[],
  "schedule" jsonb not null,
  "after" "pull_after" not null,
  "move_folder" text,
  "paused_at" timestamptz(3),
  "next_turn_at" timestamptz(3),
  "failures" integer not null default 0,
  "told_reason" text,
  "created_at" timestamptz(3) not null default current_timestamp,
  "updated_at" timestamptz(3) not null,
  constraint "pull_sources_pkey" primary key ("id"),
  constraint "pull_sources_port_check" check ("port" between 1 and 65535),
  constraint "pull_sources_move_check" check (("after" = 'move') = ("move_folder" is not null))
);
create index "pull_sources_account_id_idx" on "pull_sources" ("account_id");
create index "pull_sources_next_turn_at_idx" on "pull_sources" ("next_turn_at");
alter table "pull_sources" add constraint "pull_sources_account_id_fkey" foreign key ("account_id") references "accounts" ("id") on delete restrict on update cascade;
alter table "pull_sources" add constraint "pull_sources_transfer_login_id_fkey" foreign key ("transfer_login_id") references "transfer_logins" ("id") on delete restrict on update cascade;

create table "pull_turns" (
  "id" uuid not null,
  "source_id" uuid not null,
  "purpose" "pull_purpose" not null,
  "state" "pull_turn_state" not null default 'queued',
  "requested_by" text,
  "token" uuid,
  "attempts" integer not null default 0,
  "steps" jsonb not null default '[]',
  "trouble" jsonb,
  "found" jsonb,
  "delivered" integer not null default 0,
  "queued_at" timestamptz(3) not null default current_timestamp,
  "started_at" timestamptz(3),
  "finished_at" timestamptz(3),
  constraint "pull_turns_pkey" primary key ("id")
);
create index "pull_turns_source_id_queued_at_idx" on "pull_turns" ("source_id", "queued_at");
alter table "pull_turns" add constraint "pull_turns_source_id_fkey" foreign key ("source_id") references "pull_sources" ("id") on delete cascade on update cascade;
-- However many workers there are and however often somebody presses the button: one turn of a source at a time.
create unique index "pull_turns_open" on "pull_turns" ("source_id") where "state" in ('queued', 'running');

create table "pull_files" (
  "id" uuid not null,
  "source_id" uuid not null,
  "name" text collate "C" not null,
  "size" bigint not null,
  "modified_at" timestamptz(3),
  "is_fresh" boolean not null,
  "sha256" text not null,
  "generation" integer not null,
  "delivery_id" uuid,
  "delivered_at" timestamptz(3) not null,
  constraint "pull_files_pkey" primary key ("id")
);
create unique index "pull_files_source_id_name_key" on "pull_files" ("source_id", "name");
alter table "pull_files" add constraint "pull_files_source_id_fkey" foreign key ("source_id") references "pull_sources" ("id") on delete cascade on update cascade;
