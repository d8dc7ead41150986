-- A person confirms a sender for one domain; an empty domain stands for all.
CREATE TABLE confirmed_sender (
  domain VARCHAR(253) NOT NULL,
  source VARCHAR(253) NOT NULL,
  PRIMARY KEY (domain, source)
);
INSERT INTO confirmed_sender (domain, source) SELECT '', source FROM confirmed;
DROP TABLE confirmed;

-- Mail that was seen elsewhere than in an aggregate report: a refusal, a line of a log, a failure report. No local part
-- of an address and no body is ever written here.
CREATE TABLE note (
  note_key VARCHAR(22)  PRIMARY KEY,
  domain   VARCHAR(253) NOT NULL,
  kind     VARCHAR(16)  NOT NULL,
  source   VARCHAR(45)  NOT NULL,
  at_day   BIGINT       NOT NULL,
  reporter VARCHAR(255) NOT NULL,
  envelope VARCHAR(253) NOT NULL,
  cause    VARCHAR(64)  NOT NULL,
  said     VARCHAR(500) NOT NULL,
  messages BIGINT       NOT NULL
);
CREATE INDEX note_domain ON note (domain, at_day);

-- What a receiver tells of TLS (RFC 8460), one row for each policy of a report.
CREATE TABLE tls_report (
  tls_key  VARCHAR(22)  PRIMARY KEY,
  domain   VARCHAR(253) NOT NULL,
  reporter VARCHAR(255) NOT NULL,
  begins   BIGINT       NOT NULL,
  ends     BIGINT       NOT NULL,
  policy   VARCHAR(16)  NOT NULL,
  good     BIGINT       NOT NULL,
  bad      BIGINT       NOT NULL,
  failures TEXT         NOT NULL
);
CREATE INDEX tls_report_domain ON tls_report (domain, ends);
