-- What came of each connection to the doors: of a login, and of nobody we know.
CREATE TABLE "transfer_sessions" (
    "id" UUID NOT NULL,
    "transfer_login_id" UUID NOT NULL,
    "via" TEXT NOT NULL,
    "address" TEXT NOT NULL,
    "client" TEXT,
    "security" JSONB NOT NULL DEFAULT '{}',
    "method" TEXT,
    "started_at" TIMESTAMPTZ(3) NOT NULL,
    "seen_at" TIMESTAMPTZ(3) NOT NULL,
    "ended_at" TIMESTAMPTZ(3),
    "ending" TEXT,
    "events" JSONB NOT NULL DEFAULT '[]',
    "omitted" INTEGER NOT NULL DEFAULT 0,

    CONSTRAINT "transfer_sessions_pkey" PRIMARY KEY ("id")
);

CREATE INDEX "transfer_sessions_transfer_login_id_started_at_idx" ON "transfer_sessions"("transfer_login_id", "started_at");
CREATE INDEX "transfer_sessions_started_at_idx" ON "transfer_sessions"("started_at");

ALTER TABLE "transfer_sessions" ADD CONSTRAINT "transfer_sessions_transfer_login_id_fkey" FOREIGN KEY ("transfer_login_id") REFERENCES "transfer_logins"("id") ON DELETE CASCADE ON UPDATE CASCADE;

CREATE TABLE "stranger_visits" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "via" TEXT NOT NULL,
    "address" TEXT NOT NULL,
    "trouble" TEXT NOT NULL,
    "user_name" TEXT NOT NULL,
    "client" TEXT,
    "detail" TEXT,
    "times" INTEGER NOT NULL,
    "first_at" TIMESTAMPTZ(3) NOT NULL,
    "last_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "stranger_visits_pkey" PRIMARY KEY ("id")
);

CREATE UNIQUE INDEX "stranger_visits_via_address_trouble_user_name_key" ON "stranger_visits"("via", "address", "trouble", "user_name");
CREATE INDEX "stranger_visits_last_at_idx" ON "stranger_visits"("last_at");

-- A time in which a machine had too little free space to take files.
CREATE TABLE "space_incidents" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "host" TEXT NOT NULL,
    "free_bytes" BIGINT NOT NULL,
    "least_bytes" BIGINT NOT NULL,
    "began_at" TIMESTAMPTZ(3) NOT NULL,
    "ended_at" TIMESTAMPTZ(3),
    "begin_told_at" TIMESTAMPTZ(3),
    "end_told_at" TIMESTAMPTZ(3),

    CONSTRAINT "space_incidents_pkey" PRIMARY KEY ("id")
);

CREATE UNIQUE INDEX "space_incidents_one_open" ON "space_incidents" ("host") WHERE "ended_at" IS NULL;
