-- Programs of others that take files in for us, and what was copied from them or from the watched folder.
alter type "delivery_via" add value 'folder';

create type "front_kind" as enum ('sftpgo', 'signed');

create table "fronts" (
  "id" uuid not null,
  "name" text not null,
  "kind" "front_kind" not null,
  "prefix" text not null,
  "secret_hash" text,
  "sealed_secret" text,
  "allowed_addresses" text[] not null,
  "files_folder" text not null,
  "remove_after_hours" integer,
  "created_at" timestamptz(3) not null default current_timestamp,
  "last_used_at" timestamptz(3),
  "revoked_at" timestamptz(3),
  constraint "fronts_pkey" primary key ("id"),
  constraint "fronts_secret" check (("kind" = 'sftpgo') = ("secret_hash" is not null)
    and ("kind" = 'signed') = ("sealed_secret" is not null)),
  constraint "fronts_addresses" check (cardinality("allowed_addresses") > 0),
  constraint "fronts_remove_after" check ("remove_after_hours" between 0 and 8760)
);
create unique index "fronts_secret_hash_key" on "fronts" ("secret_hash");

create table "taken_files" (
  "id" uuid not null,
  "source" text not null,
  "path" text not null,
  "inode" bigint not null,
  "modified_at" bigint not null,
  "size" bigint not null,
  "sha256" text not null,
  "taken_at" timestamptz(3) not null,
  "remove_at" timestamptz(3),
  constraint "taken_files_pkey" primary key ("id")
);
create unique index "taken_files_source_path_key" on "taken_files" ("source", "path");
create index "taken_files_remove_at_idx" on "taken_files" ("remove_at");
