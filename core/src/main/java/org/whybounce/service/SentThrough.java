package org.whybounce.service;

import java.util.List;
import org.whybounce.vendor.Vendor;

/// The service that sent a mail.
///
/// @param because what it was recognised by, the weightiest trace first, each in words that follow the service's name
public record SentThrough(Vendor vendor, List<String> because) {
    public SentThrough {
        because = List.copyOf(because);
    }
}
