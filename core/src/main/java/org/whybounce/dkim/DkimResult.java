package org.whybounce.dkim;

import java.util.List;
import java.util.Optional;

/// What became of one signature.
///
/// @param index   its place among the DKIM-Signature fields, from the top, counted from 0
/// @param reading the field
/// @param outcome what became of it
/// @param parts   which parts still hold; empty if it did not come to that
/// @param key     what the DNS said at the selector; empty if it was not asked
/// @param notices what else is worth knowing
public record DkimResult(
        int index,
        SignatureReading reading,
        DkimOutcome outcome,
        Optional<Parts> parts,
        Optional<KeyAnswer> key,
        List<DkimNotice> notices) {
    public DkimResult {
        notices = List.copyOf(notices);
    }

    /// The signature, if the field could be read as one.
    public Optional<DkimSignature> signature() {
        return reading instanceof DkimSignature signature ? Optional.of(signature) : Optional.empty();
    }

    public boolean passed() {
        return outcome.passed();
    }
}
