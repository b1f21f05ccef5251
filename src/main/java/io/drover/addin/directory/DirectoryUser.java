package io.drover.addin.directory;

import com.unboundid.ldap.sdk.Entry;
import io.drover.addin.directory.DirectoryGroups.Group;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A user of a directory as a row. */
final class DirectoryUser {
    /** ADS_UF_ACCOUNTDISABLE. */
    private static final int DISABLED = 2;

    private DirectoryUser() {}

    static List<String> row(DirectoryQuery query, Entry entry, List<Group> groups) {
        Map<String, String> known = new HashMap<>();
        known.put(DirectoryQuery.ACTIVE, isActive(entry) ? "True" : "False");
        known.put(DirectoryQuery.GROUPS, groups(query, groups));
        known.put(DirectoryQuery.DN_OF_ENTRY, entry.getDN());
        return query.users().columns().row(entry, known);
    }

    private static String groups(DirectoryQuery query, List<Group> groups) {
        List<String> names = new ArrayList<>();
        if (query.destinationGroup() != null) {
            names.add(query.destinationGroup());
        }
        groups.stream().map(Group::name).sorted().distinct().forEach(names::add);
        return names.isEmpty() ? null : DirectoryColumns.list(names);
    }

    /** Whether the account is not disabled; a directory without such a mark has none that are. */
    static boolean isActive(Entry entry) {
        Integer control = entry.getAttributeValueAsInteger(DirectoryQuery.ACCOUNT_CONTROL);
        return control == null || (control & DISABLED) == 0;
    }
}
