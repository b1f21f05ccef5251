package io.drover.provider.sql.shop;

import io.drover.provider.DestinationColumn;
import io.drover.provider.DestinationTable;
import io.drover.provider.RowLookup;
import io.drover.provider.forward.RefusedRowException;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The groups of users, which are rows of AccessUser too, and who is in them. */
final class UserGroups {
    private static final Set<String> TYPES = Set.of("2", "11");

    private final Shop shop;
    private Map<String, Long> byName;
    private final Set<Long> ids = new HashSet<>();
    private DestinationTable relations;
    private RowLookup members;

    UserGroups(Shop shop) {
        this.shop = shop;
    }

    /**
     * The id of the group that a text is the id or the name of.
     *
     * @throws RefusedRowException when there is none
     */
    Long id(String text) throws SQLException {
        if (byName == null) {
            byName = new HashMap<>();
            for (String[] row : shop.rows("AccessUser", "AccessUserId", "AccessUserUserName", "AccessUserType")) {
                if (TYPES.contains(String.valueOf(row[2]))) {
                    ids.add(Long.valueOf(row[0]));
                    byName.put(row[1], Long.valueOf(row[0]));
                }
            }
        }
        if (text.matches("\\d{1,18}") && ids.contains(Long.valueOf(text))) {
            return Long.valueOf(text);
        }
        Long id = byName.get(text);
        if (id == null) {
            throw new RefusedRowException("AccessUserGroups: there is no group of users '" + text + "'");
        }
        return id;
    }

    /** Puts a user into a group, unless he is in it. */
    void join(Long user, Long group) throws SQLException {
        if (relations == null) {
            relations = shop.database().table("AccessUserGroupRelation");
            List<DestinationColumn> columns = List.of(
                    relations.column("AccessUserGroupRelationUserId").orElseThrow(),
                    relations.column("AccessUserGroupRelationGroupId").orElseThrow());
            members = shop.database().lookup(relations, columns, columns);
        }
        if (members.find(new Object[] {user, group}) == null) {
            shop.insert(
                    relations, Map.of("AccessUserGroupRelationUserId", user, "AccessUserGroupRelationGroupId", group));
        }
    }
}
