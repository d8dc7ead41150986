package org.whybounce.bench;

import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.apache.james.jspf.core.DNSRequest;
import org.apache.james.jspf.core.DNSService;
import org.jspecify.annotations.Nullable;

/// Names in memory for jSPF.
final class JspfNames implements DNSService {
    private final Map<String, List<String>> texts;

    JspfNames(Map<String, List<String>> texts) {
        this.texts = texts;
    }

    @Override
    public @Nullable List<String> getRecords(DNSRequest request) {
        String type = switch (request.getRecordType()) {
            case DNSRequest.A -> "A ";
            case DNSRequest.AAAA -> "AAAA ";
            case DNSRequest.MX -> "MX ";
            case DNSRequest.PTR -> "PTR ";
            case DNSRequest.TXT -> "TXT ";
            default -> "none ";
        };
        return texts.get(type + request.getHostname());
    }

    @Override
    public CompletionStage<@Nullable List<String>> getRecordsAsync(DNSRequest request) {
        return CompletableFuture.completedStage(getRecords(request));
    }

    @Override
    public List<String> getLocalDomainNames() {
        return List.of();
    }

    @Override
    public void setTimeOut(int seconds) {}

    @Override
    public int getRecordLimit() {
        return 0;
    }

    @Override
    public void setRecordLimit(int limit) {}
}
