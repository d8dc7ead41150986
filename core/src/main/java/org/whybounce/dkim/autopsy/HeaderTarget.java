package org.whybounce.dkim.autopsy;

import java.util.HexFormat;
import java.util.List;
import org.whybounce.dkim.DkimSignature;
import org.whybounce.dkim.KeyMaterial;
import org.whybounce.dkim.SignatureMath;
import org.whybounce.dkim.SignedData;
import org.whybounce.dkim.SignedDigest;
import org.whybounce.message.field.RawField;

/// The hash that the signed header fields should have, or the key to ask where there is no way to know it.
sealed interface HeaderTarget {
    boolean holds(List<RawField> fields, DkimSignature signature);

    record Hash(SignedDigest.Opened.Hash expected) implements HeaderTarget {
        @Override
        public boolean holds(List<RawField> fields, DkimSignature signature) {
            byte[] hash = SignatureMath.hash(signature.algorithm(), SignedData.of(fields, signature));
            return HexFormat.of().formatHex(hash).equals(expected.hash());
        }
    }

    record Key(KeyMaterial material) implements HeaderTarget {
        @Override
        public boolean holds(List<RawField> fields, DkimSignature signature) {
            return SignatureMath.holds(
                    signature.algorithm(), material, SignedData.of(fields, signature), signature.signature());
        }
    }
}
