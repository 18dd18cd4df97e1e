-- CreateSchema
CREATE SCHEMA IF NOT EXISTS "public";

-- CreateEnum
CREATE TYPE "role" AS ENUM ('operator', 'administrator', 'campus-administrator', 'teacher');

-- CreateEnum
CREATE TYPE "delivery_via" AS ENUM ('sftp', 'ftps', 'api', 'browser');

-- CreateEnum
CREATE TYPE "delivery_state" AS ENUM ('received', 'no-template', 'queued', 'processing', 'done', 'expired');

-- CreateEnum
CREATE TYPE "run_purpose" AS ENUM ('delivery', 'check', 'import');

-- CreateEnum
CREATE TYPE "run_state" AS ENUM ('queued', 'reading', 'checking', 'held', 'applying', 'applied', 'checked', 'rejected', 'discarded', 'failed', 'rolled-back');

-- CreateEnum
CREATE TYPE "message_state" AS ENUM ('queued', 'sent', 'failed', 'in-app');

-- CreateTable
CREATE TABLE "accounts" (
    "id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "slug" TEXT NOT NULL,
    "state" TEXT NOT NULL,
    "time_zone" TEXT NOT NULL,
    "locale" TEXT NOT NULL DEFAULT 'en',
    "report_recipients" TEXT[] DEFAULT ARRAY[]::TEXT[],
    "settings" JSONB NOT NULL DEFAULT '{}',
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "accounts_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "members" (
    "id" UUID NOT NULL,
    "account_id" UUID,
    "email" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "role" "role" NOT NULL,
    "password_hash" TEXT,
    "locale" TEXT,
    "session_version" INTEGER NOT NULL DEFAULT 1,
    "disabled_at" TIMESTAMPTZ(3),
    "last_sign_in_at" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "members_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "invitations" (
    "id" UUID NOT NULL,
    "member_id" UUID NOT NULL,
    "token_hash" TEXT NOT NULL,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "used_at" TIMESTAMPTZ(3),

    CONSTRAINT "invitations_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "sign_in_failures" (
    "id" UUID NOT NULL,
    "subject" TEXT NOT NULL,
    "occurred_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "sign_in_failures_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "api_keys" (
    "id" UUID NOT NULL,
    "account_id" UUID,
    "name" TEXT NOT NULL,
    "prefix" TEXT NOT NULL,
    "key_hash" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "last_used_at" TIMESTAMPTZ(3),
    "revoked_at" TIMESTAMPTZ(3),

    CONSTRAINT "api_keys_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "transfer_logins" (
    "id" UUID NOT NULL,
    "account_id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "sftp_user_name" TEXT NOT NULL,
    "ftps_user_name" TEXT NOT NULL,
    "password_hash" TEXT NOT NULL,
    "public_keys" TEXT[] DEFAULT ARRAY[]::TEXT[],
    "allowed_addresses" TEXT[] DEFAULT ARRAY[]::TEXT[],
    "disabled_at" TIMESTAMPTZ(3),
    "last_used_at" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "transfer_logins_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "import_jobs" (
    "id" UUID NOT NULL,
    "account_id" UUID NOT NULL,
    "transfer_login_id" UUID NOT NULL,
    "import_type" TEXT NOT NULL,
    "settings" JSONB NOT NULL DEFAULT '{}',
    "sample_file_name" TEXT,
    "sample_storage_key" TEXT,
    "sample_size" BIGINT,
    "sample_sha256" TEXT,
    "analysis" JSONB,
    "mapping" JSONB,
    "revision" INTEGER NOT NULL DEFAULT 1,
    "created_by_id" UUID,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,
    "template_id" UUID,
    "finished_at" TIMESTAMPTZ(3),

    CONSTRAINT "import_jobs_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "templates" (
    "id" UUID NOT NULL,
    "account_id" UUID NOT NULL,
    "transfer_login_id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "file_name" TEXT NOT NULL,
    "import_type" TEXT NOT NULL,
    "current_version" INTEGER NOT NULL DEFAULT 1,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,
    "deleted_at" TIMESTAMPTZ(3),

    CONSTRAINT "templates_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "template_versions" (
    "id" UUID NOT NULL,
    "template_id" UUID NOT NULL,
    "version" INTEGER NOT NULL,
    "mapping" JSONB NOT NULL,
    "settings" JSONB NOT NULL,
    "created_by_id" UUID,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "template_versions_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "deliveries" (
    "id" UUID NOT NULL,
    "account_id" UUID NOT NULL,
    "transfer_login_id" UUID NOT NULL,
    "file_name" TEXT NOT NULL,
    "via" "delivery_via" NOT NULL,
    "size" BIGINT NOT NULL,
    "sha256" TEXT NOT NULL,
    "storage_key" TEXT,
    "event_id" TEXT NOT NULL,
    "client_address" TEXT,
    "received_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "template_id" UUID,
    "state" "delivery_state" NOT NULL DEFAULT 'received',
    "outcome" TEXT,
    "destroy_at" TIMESTAMPTZ(3),

    CONSTRAINT "deliveries_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "runs" (
    "id" UUID NOT NULL,
    "account_id" UUID NOT NULL,
    "purpose" "run_purpose" NOT NULL,
    "delivery_id" UUID,
    "job_id" UUID,
    "job_revision" INTEGER,
    "template_id" UUID,
    "template_version" INTEGER,
    "import_type" TEXT NOT NULL,
    "file_name" TEXT NOT NULL,
    "mapping" JSONB NOT NULL,
    "settings" JSONB NOT NULL,
    "state" "run_state" NOT NULL DEFAULT 'queued',
    "counts" JSONB NOT NULL DEFAULT '{}',
    "issue_counts" JSONB NOT NULL DEFAULT '{}',
    "hold" JSONB,
    "approval" JSONB,
    "failure" JSONB,
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "queued_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "started_at" TIMESTAMPTZ(3),
    "finished_at" TIMESTAMPTZ(3),

    CONSTRAINT "runs_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "run_issues" (
    "run_id" UUID NOT NULL,
    "sequence" INTEGER NOT NULL,
    "code" TEXT NOT NULL,
    "severity" TEXT NOT NULL,
    "level" TEXT NOT NULL,
    "file" TEXT NOT NULL,
    "line" INTEGER,
    "column" TEXT,
    "field" TEXT,
    "value" TEXT,
    "params" JSONB NOT NULL DEFAULT '{}',

    CONSTRAINT "run_issues_pkey" PRIMARY KEY ("run_id","sequence")
);

-- CreateTable
CREATE TABLE "messages" (
    "id" UUID NOT NULL,
    "account_id" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "to" TEXT NOT NULL,
    "locale" TEXT NOT NULL,
    "params" JSONB NOT NULL,
    "delivery_id" UUID,
    "run_id" UUID,
    "state" "message_state" NOT NULL DEFAULT 'queued',
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "next_attempt_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "last_error" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "sent_at" TIMESTAMPTZ(3),

    CONSTRAINT "messages_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "heartbeats" (
    "id" TEXT NOT NULL,
    "process" TEXT NOT NULL,
    "detail" JSONB NOT NULL DEFAULT '{}',
    "beat_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "heartbeats_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "accounts_slug_state_key" ON "accounts"("slug", "state");

-- CreateIndex
CREATE UNIQUE INDEX "members_email_key" ON "members"("email");

-- CreateIndex
CREATE INDEX "members_account_id_idx" ON "members"("account_id");

-- CreateIndex
CREATE UNIQUE INDEX "invitations_token_hash_key" ON "invitations"("token_hash");

-- CreateIndex
CREATE INDEX "sign_in_failures_subject_occurred_at_idx" ON "sign_in_failures"("subject", "occurred_at");

-- CreateIndex
CREATE UNIQUE INDEX "api_keys_key_hash_key" ON "api_keys"("key_hash");

-- CreateIndex
CREATE INDEX "api_keys_account_id_idx" ON "api_keys"("account_id");

-- CreateIndex
CREATE UNIQUE INDEX "transfer_logins_sftp_user_name_key" ON "transfer_logins"("sftp_user_name");

-- CreateIndex
CREATE UNIQUE INDEX "transfer_logins_ftps_user_name_key" ON "transfer_logins"("ftps_user_name");

-- CreateIndex
CREATE INDEX "transfer_logins_account_id_idx" ON "transfer_logins"("account_id");

-- CreateIndex
CREATE INDEX "import_jobs_account_id_updated_at_idx" ON "import_jobs"("account_id", "updated_at");

-- CreateIndex
CREATE INDEX "templates_account_id_idx" ON "templates"("account_id");

-- CreateIndex
CREATE INDEX "templates_transfer_login_id_idx" ON "templates"("transfer_login_id");

-- CreateIndex
CREATE UNIQUE INDEX "template_versions_template_id_version_key" ON "template_versions"("template_id", "version");

-- CreateIndex
CREATE INDEX "deliveries_account_id_received_at_idx" ON "deliveries"("account_id", "received_at");

-- CreateIndex
CREATE INDEX "deliveries_template_id_received_at_idx" ON "deliveries"("template_id", "received_at");

-- CreateIndex
CREATE UNIQUE INDEX "deliveries_account_id_event_id_key" ON "deliveries"("account_id", "event_id");

-- CreateIndex
CREATE INDEX "runs_account_id_queued_at_idx" ON "runs"("account_id", "queued_at");

-- CreateIndex
CREATE INDEX "runs_delivery_id_idx" ON "runs"("delivery_id");

-- CreateIndex
CREATE INDEX "runs_job_id_idx" ON "runs"("job_id");

-- CreateIndex
CREATE INDEX "runs_template_id_state_idx" ON "runs"("template_id", "state");

-- CreateIndex
CREATE INDEX "messages_account_id_created_at_idx" ON "messages"("account_id", "created_at");

-- CreateIndex
CREATE INDEX "messages_state_next_attempt_at_idx" ON "messages"("state", "next_attempt_at");

-- AddForeignKey
ALTER TABLE "members" ADD CONSTRAINT "members_account_id_fkey" FOREIGN KEY ("account_id") REFERENCES "accounts"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "invitations" ADD CONSTRAINT "invitations_member_id_fkey" FOREIGN KEY ("member_id") REFERENCES "members"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "api_keys" ADD CONSTRAINT "api_keys_account_id_fkey" FOREIGN KEY ("account_id") REFERENCES "accounts"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "transfer_logins" ADD CONSTRAINT "transfer_logins_account_id_fkey" FOREIGN KEY ("account_id") REFERENCES "accounts"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "import_jobs" ADD CONSTRAINT "import_jobs_account_id_fkey" FOREIGN KEY ("account_id") REFERENCES "accounts"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "import_jobs" ADD CONSTRAINT "import_jobs_transfer_login_id_fkey" FOREIGN KEY ("transfer_login_id") REFERENCES "transfer_logins"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "import_jobs" ADD CONSTRAINT "import_jobs_template_id_fkey" FOREIGN KEY ("template_id") REFERENCES "templates"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "templates" ADD CONSTRAINT "templates_account_id_fkey" FOREIGN KEY ("account_id") REFERENCES "accounts"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "templates" ADD CONSTRAINT "templates_transfer_login_id_fkey" FOREIGN KEY ("transfer_login_id") REFERENCES "transfer_logins"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "template_versions" ADD CONSTRAINT "template_versions_template_id_fkey" FOREIGN KEY ("template_id") REFERENCES "templates"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "deliveries" ADD CONSTRAINT "deliveries_account_id_fkey" FOREIGN KEY ("account_id") REFERENCES "accounts"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "deliveries" ADD CONSTRAINT "deliveries_transfer_login_id_fkey" FOREIGN KEY ("transfer_login_id") REFERENCES "transfer_logins"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "deliveries" ADD CONSTRAINT "deliveries_template_id_fkey" FOREIGN KEY ("template_id") REFERENCES "templates"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "runs" ADD CONSTRAINT "runs_account_id_fkey" FOREIGN KEY ("account_id") REFERENCES "accounts"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "runs" ADD CONSTRAINT "runs_delivery_id_fkey" FOREIGN KEY ("delivery_id") REFERENCES "deliveries"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "runs" ADD CONSTRAINT "runs_job_id_fkey" FOREIGN KEY ("job_id") REFERENCES "import_jobs"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "runs" ADD CONSTRAINT "runs_template_id_fkey" FOREIGN KEY ("template_id") REFERENCES "templates"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "run_issues" ADD CONSTRAINT "run_issues_run_id_fkey" FOREIGN KEY ("run_id") REFERENCES "runs"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "messages" ADD CONSTRAINT "messages_account_id_fkey" FOREIGN KEY ("account_id") REFERENCES "accounts"("id") ON DELETE RESTRICT ON UPDATE CASCADE;



-- What must never be false, and Prisma's schema cannot say.

-- File names are compared as bytes: Users.csv is not users.csv, whatever the database's own collation thinks.
ALTER TABLE "templates" ALTER COLUMN "file_name" TYPE TEXT COLLATE "C";
ALTER TABLE "deliveries" ALTER COLUMN "file_name" TYPE TEXT COLLATE "C";

-- One template for one file name of one login, deleted ones aside.
CREATE UNIQUE INDEX "templates_login_file_name" ON "templates" ("transfer_login_id", "file_name") WHERE "deleted_at" IS NULL;

ALTER TABLE "members" ADD CONSTRAINT "members_operator_has_no_account" CHECK (("role" = 'operator') = ("account_id" IS NULL));
ALTER TABLE "members" ADD CONSTRAINT "members_email_lower_case" CHECK ("email" = lower("email"));
ALTER TABLE "accounts" ADD CONSTRAINT "accounts_slug_shape" CHECK ("slug" ~ '^[a-z0-9-]{1,40}$');
ALTER TABLE "accounts" ADD CONSTRAINT "accounts_state_shape" CHECK ("state" ~ '^[a-z]{2,3}$');
ALTER TABLE "transfer_logins" ADD CONSTRAINT "transfer_logins_name_shape" CHECK ("name" ~ '^[a-z0-9-]{1,40}$');

-- A run belongs to a delivery or to a job, never to neither.
ALTER TABLE "runs" ADD CONSTRAINT "runs_one_origin" CHECK (("purpose" = 'delivery') = ("delivery_id" IS NOT NULL) AND ("purpose" = 'delivery') <> ("job_id" IS NOT NULL));

-- The tables of the roster are derived from the import types (lib/roster).
CREATE SCHEMA IF NOT EXISTS "roster";
