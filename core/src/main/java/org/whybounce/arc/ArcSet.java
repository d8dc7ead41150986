package org.whybounce.arc;

import org.whybounce.dkim.DkimSignature;
import org.whybounce.message.field.RawField;

/// What one hop added: three fields with one instance number (RFC 8617, section 4.2).
///
/// @param instance  from 1, the oldest
/// @param results   the ARC-Authentication-Results field: what that hop says it saw
/// @param signature the ARC-Message-Signature: the message as that hop sent it on
/// @param seal      the ARC-Seal over this and all earlier sets
public record ArcSet(int instance, RawField results, DkimSignature signature, ArcSeal seal) {}
