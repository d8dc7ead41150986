-- Senders that a person said are theirs: an address, a range, or a service's name, as it was given.
CREATE TABLE confirmed (
  source VARCHAR(253) PRIMARY KEY
);
