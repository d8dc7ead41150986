package org.whybounce.report;

/// Opens stores. The core keeps nothing itself; what can is found on the class path as a service.
public interface ReportStores {
    /// @param url a JDBC address; new tables are made where there are none
    ReportStore open(String url, String user, String password);
}
