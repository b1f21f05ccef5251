package io.drover.dynamicweb;

import java.util.Locale;

/** The users and addresses that are read, and how they are marked. */
record UserRows(SourceRows rows) {

    void add(String table, NativeElement element) {
        switch (table.toLowerCase(Locale.ROOT)) {
            case "accessuser" -> {
                if (rows.source().is("ExportNotExportedUsers")) {
                    NativeElement any = element.add("any");
                    NativeElement never = any.add("all");
                    rows.conditions(table, never);
                    SourceRows.condition(never, "AccessUserExported", "empty", null);
                    NativeElement since = any.add("all");
                    since.add("condition")
                            .with("column", "AccessUserExported")
                            .with("operator", "lessThan")
                            .with("valueColumn", "AccessUserUpdatedOn");
                    ofUsers(since);
                } else {
                    rows.conditions(table, element);
                    after(element);
                    ofUsers(element);
                }
                SourceRows.mark(element, "AccessUserExported", "{timestamp}");
            }
            case "accessuseraddress" -> {
                rows.conditions(table, element);
                if (rows.source().is("ExportNotExportedUsers") || rows.source().is("ExportNotExportedAfter")) {
                    SourceRows.condition(element, "AccessUserAddressExported", "empty", null);
                }
                element.add("parent")
                        .with("table", "AccessUser")
                        .with("column", "AccessUserAddressUserId")
                        .with("parentColumn", "AccessUserId")
                        .with("filtered", "false");
                SourceRows.mark(element, "AccessUserAddressExported", "{timestamp}");
            }
            case "systemfieldvalue" -> {
                rows.conditions(table, element);
                SourceRows.condition(element, "SystemFieldValueTableName", "equal", "AccessUser");
            }
            case "accessusergroup" ->
                rows.notes().refuse("UserProvider: the table AccessUserGroup has no counterpart as a source");
            default -> rows.conditions(table, element);
        }
    }

    /** Rows of groups are in the same table. */
    private static void ofUsers(NativeElement element) {
        element.add("condition")
                .with("column", "AccessUserType")
                .with("operator", "in")
                .with("value", "5, 15")
                .with("optional", "true");
    }

    private void after(NativeElement element) {
        if (rows.source().is("ExportNotExportedAfter")) {
            String date = rows.source().text("ExportNotExportedAfterDate");
            if (!date.matches("\\d{4}-\\d\\d-\\d\\d([T ]\\d\\d:\\d\\d(:\\d\\d)?)?")) {
                rows.notes()
                        .refuse("ExportNotExportedAfterDate=" + date
                                + " can be read in several ways: write it as 2026-11-21 or 2026-11-21T09:05:00");
            }
            SourceRows.condition(element, "AccessUserUpdatedOn", "greaterThan", date.replace(' ', 'T'));
        }
    }
}
