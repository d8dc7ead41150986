-- Reports that somebody chose to share. Neither the public name nor the delete word is stored, only their hashes: who
-- reads the database cannot open or delete a report by its link. The document is masked before it comes here.
CREATE TABLE share (
  id_hash     VARCHAR(64) PRIMARY KEY,
  delete_hash VARCHAR(64) NOT NULL,
  document    TEXT        NOT NULL,
  expires     BIGINT      NOT NULL
);
CREATE INDEX share_expires ON share (expires);

-- Checks per client network and minute, used only where several servers share one PostgreSQL. The client is a hash that
-- is different in every minute.
CREATE TABLE rate (
  client VARCHAR(64) NOT NULL,
  slot   BIGINT      NOT NULL,
  used   INTEGER     NOT NULL,
  PRIMARY KEY (client, slot)
);
