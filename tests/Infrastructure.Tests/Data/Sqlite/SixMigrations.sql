CREATE TABLE IF NOT EXISTS "__EFMigrationsHistory" (
    "MigrationId" TEXT NOT NULL CONSTRAINT "PK___EFMigrationsHistory" PRIMARY KEY,
    "ProductVersion" TEXT NOT NULL
);

BEGIN TRANSACTION;
CREATE TABLE "data_protection_keys" (
    "id" INTEGER NOT NULL CONSTRAINT "pk_data_protection_keys" PRIMARY KEY AUTOINCREMENT,
    "xml" TEXT NOT NULL
);

CREATE TABLE "events" (
    "id" INTEGER NOT NULL CONSTRAINT "pk_events" PRIMARY KEY AUTOINCREMENT,
    "channel" TEXT NOT NULL,
    "type" TEXT NOT NULL,
    "payload" BLOB NOT NULL,
    "appended_at" INTEGER NOT NULL
);

CREATE TABLE "sign_in_failures" (
    "name_key" TEXT NOT NULL CONSTRAINT "pk_sign_in_failures" PRIMARY KEY,
    "count" INTEGER NOT NULL,
    "forgotten_at" INTEGER NOT NULL
);

CREATE TABLE "users" (
    "id" INTEGER NOT NULL CONSTRAINT "pk_users" PRIMARY KEY AUTOINCREMENT,
    "user_name" TEXT NULL,
    "normalized_user_name" TEXT NULL,
    "email" TEXT NULL,
    "normalized_email" TEXT NULL,
    "email_confirmed" INTEGER NOT NULL,
    "password_hash" TEXT NULL,
    "security_stamp" TEXT NULL,
    "concurrency_stamp" TEXT NULL,
    "phone_number" TEXT NULL,
    "phone_number_confirmed" INTEGER NOT NULL,
    "two_factor_enabled" INTEGER NOT NULL,
    "lockout_end" INTEGER NULL,
    "lockout_enabled" INTEGER NOT NULL,
    "access_failed_count" INTEGER NOT NULL
);

CREATE TABLE "boards" (
    "id" INTEGER NOT NULL CONSTRAINT "pk_boards" PRIMARY KEY AUTOINCREMENT,
    "name" TEXT NOT NULL,
    "rows" INTEGER NOT NULL,
    "cols" INTEGER NOT NULL,
    "dots" TEXT NOT NULL,
    "rule" TEXT NOT NULL,
    "verdict" TEXT NOT NULL,
    "creator_id" INTEGER NOT NULL,
    "creator_username" TEXT NOT NULL,
    "created_at" INTEGER NOT NULL,
    "updated_at" INTEGER NOT NULL,
    "revision" INTEGER NOT NULL,
    "geometry_revision" INTEGER NOT NULL,
    "puzzle_revision" INTEGER NOT NULL,
    "name_folded" TEXT NULL,
    CONSTRAINT "fk_boards_users_creator_id" FOREIGN KEY ("creator_id") REFERENCES "users" ("id") ON DELETE CASCADE
);

CREATE TABLE "sessions" (
    "id" TEXT NOT NULL CONSTRAINT "pk_sessions" PRIMARY KEY,
    "user_id" INTEGER NOT NULL,
    "generation" INTEGER NOT NULL,
    "expires_at" INTEGER NOT NULL,
    CONSTRAINT "fk_sessions_users_user_id" FOREIGN KEY ("user_id") REFERENCES "users" ("id") ON DELETE CASCADE
);

CREATE TABLE "user_claims" (
    "id" INTEGER NOT NULL CONSTRAINT "pk_user_claims" PRIMARY KEY AUTOINCREMENT,
    "user_id" INTEGER NOT NULL,
    "claim_type" TEXT NULL,
    "claim_value" TEXT NULL,
    CONSTRAINT "fk_user_claims_users_user_id" FOREIGN KEY ("user_id") REFERENCES "users" ("id") ON DELETE CASCADE
);

CREATE TABLE "user_logins" (
    "login_provider" TEXT NOT NULL,
    "provider_key" TEXT NOT NULL,
    "provider_display_name" TEXT NULL,
    "user_id" INTEGER NOT NULL,
    CONSTRAINT "pk_user_logins" PRIMARY KEY ("login_provider", "provider_key"),
    CONSTRAINT "fk_user_logins_users_user_id" FOREIGN KEY ("user_id") REFERENCES "users" ("id") ON DELETE CASCADE
);

CREATE TABLE "user_tokens" (
    "user_id" INTEGER NOT NULL,
    "login_provider" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "value" TEXT NULL,
    CONSTRAINT "pk_user_tokens" PRIMARY KEY ("user_id", "login_provider", "name"),
    CONSTRAINT "fk_user_tokens_users_user_id" FOREIGN KEY ("user_id") REFERENCES "users" ("id") ON DELETE CASCADE
);

CREATE TABLE "paths" (
    "id" INTEGER NOT NULL CONSTRAINT "pk_paths" PRIMARY KEY AUTOINCREMENT,
    "board_id" INTEGER NOT NULL,
    "user_id" INTEGER NOT NULL,
    "username" TEXT NOT NULL,
    "board_revision" INTEGER NOT NULL,
    "lines" TEXT NOT NULL,
    "connected" INTEGER NOT NULL,
    "filled" INTEGER NOT NULL,
    "created_at" INTEGER NOT NULL,
    "updated_at" INTEGER NOT NULL,
    "revision" INTEGER NOT NULL,
    CONSTRAINT "fk_paths_boards_board_id" FOREIGN KEY ("board_id") REFERENCES "boards" ("id") ON DELETE CASCADE,
    CONSTRAINT "fk_paths_users_user_id" FOREIGN KEY ("user_id") REFERENCES "users" ("id") ON DELETE CASCADE
);

CREATE TABLE "solves" (
    "board_id" INTEGER NOT NULL,
    "user_id" INTEGER NOT NULL,
    "solved_at" INTEGER NOT NULL,
    CONSTRAINT "pk_solves" PRIMARY KEY ("board_id", "user_id"),
    CONSTRAINT "fk_solves_boards_board_id" FOREIGN KEY ("board_id") REFERENCES "boards" ("id") ON DELETE CASCADE,
    CONSTRAINT "fk_solves_users_user_id" FOREIGN KEY ("user_id") REFERENCES "users" ("id") ON DELETE CASCADE
);

CREATE INDEX "ix_boards_creator_id" ON "boards" ("creator_id");

CREATE INDEX "ix_boards_creator_username" ON "boards" ("creator_username");

CREATE INDEX "ix_boards_name_folded_id" ON "boards" ("name_folded", "id");

CREATE INDEX "ix_boards_updated_at_id" ON "boards" ("updated_at", "id");

CREATE INDEX "ix_events_channel_id" ON "events" ("channel", "id");

CREATE UNIQUE INDEX "ix_paths_board_id_user_id" ON "paths" ("board_id", "user_id");

CREATE INDEX "ix_paths_user_id_id" ON "paths" ("user_id", "id");

CREATE INDEX "ix_sessions_expires_at" ON "sessions" ("expires_at");

CREATE INDEX "ix_sessions_user_id" ON "sessions" ("user_id");

CREATE INDEX "ix_sign_in_failures_forgotten_at" ON "sign_in_failures" ("forgotten_at");

CREATE INDEX "ix_solves_user_id" ON "solves" ("user_id");

CREATE INDEX "ix_user_claims_user_id" ON "user_claims" ("user_id");

CREATE INDEX "ix_user_logins_user_id" ON "user_logins" ("user_id");

CREATE INDEX "email_index" ON "users" ("normalized_email");

CREATE UNIQUE INDEX "user_name_index" ON "users" ("normalized_user_name");

INSERT INTO "__EFMigrationsHistory" ("MigrationId", "ProductVersion")
VALUES ('20261121214032_Initial', '10.0.15');

COMMIT;

BEGIN TRANSACTION;
ALTER TABLE "events" ADD "hidden_from" TEXT NULL;

CREATE TABLE "activities" (
    "number" INTEGER NOT NULL CONSTRAINT "pk_activities" PRIMARY KEY AUTOINCREMENT,
    "id" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "owner_id" INTEGER NOT NULL,
    "owner_username" TEXT NOT NULL,
    "document" TEXT NOT NULL,
    "hash" TEXT NOT NULL,
    "revision" INTEGER NOT NULL,
    "config" TEXT NOT NULL,
    "config_revision" INTEGER NOT NULL,
    "is_private" INTEGER NOT NULL,
    "is_buried" INTEGER NOT NULL,
    "created_at" INTEGER NOT NULL,
    "updated_at" INTEGER NOT NULL,
    "name_folded" TEXT NULL,
    CONSTRAINT "fk_activities_users_owner_id" FOREIGN KEY ("owner_id") REFERENCES "users" ("id") ON DELETE CASCADE
);

CREATE TABLE "activity_members" (
    "user_id" INTEGER NOT NULL,
    "activity_number" INTEGER NOT NULL,
    "username" TEXT NOT NULL,
    CONSTRAINT "pk_activity_members" PRIMARY KEY ("activity_number", "user_id"),
    CONSTRAINT "fk_activity_members_activities_activity_number" FOREIGN KEY ("activity_number") REFERENCES "activities" ("number") ON DELETE CASCADE,
    CONSTRAINT "fk_activity_members_users_user_id" FOREIGN KEY ("user_id") REFERENCES "users" ("id") ON DELETE CASCADE
);

CREATE UNIQUE INDEX "ix_activities_id" ON "activities" ("id");

CREATE INDEX "ix_activities_name" ON "activities" ("name");

CREATE INDEX "ix_activities_owner_id" ON "activities" ("owner_id");

CREATE INDEX "ix_activity_members_user_id" ON "activity_members" ("user_id");

INSERT INTO "__EFMigrationsHistory" ("MigrationId", "ProductVersion")
VALUES ('20261121221952_Activities', '10.0.15');

COMMIT;

BEGIN TRANSACTION;
CREATE TABLE "open_sockets" (
    "id" TEXT NOT NULL CONSTRAINT "pk_open_sockets" PRIMARY KEY,
    "activity_id" TEXT NOT NULL,
    "user_id" INTEGER NOT NULL,
    "node_id" TEXT NOT NULL,
    "seen_at" INTEGER NOT NULL,
    CONSTRAINT "fk_open_sockets_users_user_id" FOREIGN KEY ("user_id") REFERENCES "users" ("id") ON DELETE CASCADE
);

CREATE TABLE "participants" (
    "activity_id" TEXT NOT NULL,
    "user_id" INTEGER NOT NULL,
    "username" TEXT NOT NULL,
    "state" TEXT NOT NULL,
    "joined_at" INTEGER NOT NULL,
    "leaves_at" INTEGER NULL,
    "is_lost" INTEGER NOT NULL,
    CONSTRAINT "pk_participants" PRIMARY KEY ("activity_id", "user_id"),
    CONSTRAINT "fk_participants_users_user_id" FOREIGN KEY ("user_id") REFERENCES "users" ("id") ON DELETE CASCADE
);

CREATE INDEX "ix_open_sockets_activity_id_user_id" ON "open_sockets" ("activity_id", "user_id");

CREATE INDEX "ix_open_sockets_seen_at" ON "open_sockets" ("seen_at");

CREATE INDEX "ix_open_sockets_user_id" ON "open_sockets" ("user_id");

CREATE INDEX "ix_participants_leaves_at" ON "participants" ("leaves_at");

CREATE INDEX "ix_participants_user_id" ON "participants" ("user_id");

INSERT INTO "__EFMigrationsHistory" ("MigrationId", "ProductVersion")
VALUES ('20261121224109_Presence', '10.0.15');

COMMIT;

BEGIN TRANSACTION;
CREATE TABLE "files" (
    "activity_id" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "content_type" TEXT NOT NULL,
    "uploader_username" TEXT NOT NULL,
    "uploaded_at" INTEGER NOT NULL,
    "content_id" TEXT NOT NULL,
    "md5" TEXT NOT NULL,
    "sha256" TEXT NOT NULL,
    "size" INTEGER NOT NULL,
    CONSTRAINT "pk_files" PRIMARY KEY ("activity_id", "name")
);

INSERT INTO "__EFMigrationsHistory" ("MigrationId", "ProductVersion")
VALUES ('20261121225935_Files', '10.0.15');

COMMIT;

BEGIN TRANSACTION;
ALTER TABLE "events" ADD "undo" BLOB NULL;

INSERT INTO "__EFMigrationsHistory" ("MigrationId", "ProductVersion")
VALUES ('20261122001908_EventUndo', '10.0.15');

COMMIT;

BEGIN TRANSACTION;
CREATE TABLE "registrations" (
    "address" TEXT NOT NULL CONSTRAINT "pk_registrations" PRIMARY KEY,
    "count" INTEGER NOT NULL,
    "forgotten_at" INTEGER NOT NULL
);

CREATE INDEX "ix_registrations_forgotten_at" ON "registrations" ("forgotten_at");

INSERT INTO "__EFMigrationsHistory" ("MigrationId", "ProductVersion")
VALUES ('20261122010148_Registrations', '10.0.15');

COMMIT;

