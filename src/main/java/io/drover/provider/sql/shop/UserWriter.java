package io.drover.provider.sql.shop;

import io.drover.provider.DestinationColumn;
import io.drover.provider.MappedRow;
import io.drover.provider.RowLookup;
import io.drover.provider.TableWriter;
import io.drover.provider.value.ListText;
import java.sql.SQLException;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Users: what new ones are, when they were changed, and the groups that they join. No user leaves a group. */
final class UserWriter extends ShapedWriter {
    private static final String NAME = "AccessUserUserName";
    private static final String EMAIL = "AccessUserEmail";
    private static final String GROUPS = "AccessUserGroups";
    /** Of a user who may log in. */
    private static final long TYPE = 5;

    private final UserOptions options;
    private final List<DestinationColumn> keys;
    private final RowLookup ids;
    private final LocalDateTime now = LocalDateTime.now(ZoneId.systemDefault()).truncatedTo(ChronoUnit.SECONDS);

    private UserWriter(Shop shop, RowShape shape, List<DestinationColumn> keys) throws SQLException {
        super(shop, shape, keys);
        this.options = shop.userOptions();
        this.keys = keys;
        DestinationColumn id = shape.table().column("AccessUserId").orElseThrow();
        List<DestinationColumn> wanted = new ArrayList<>(keys);
        wanted.remove(id);
        wanted.add(0, id);
        this.ids = keys.isEmpty() ? null : shop.database().lookup(shape.table(), wanted, keys);
    }

    static TableWriter open(Shop shop, RowShape shape) throws SQLException {
        if (!shape.options().table().deleteIncoming()) {
            for (String column : List.of("AccessUserActive", "AccessUserType")) {
                if (!shape.maps(column)) {
                    shape.storeInsertOnly(column);
                }
            }
            shape.storeInsertOnly("AccessUserCreatedOn");
            shape.store("AccessUserUpdatedOn");
            if (shop.userOptions().emailAsUserName && !shape.maps(NAME)) {
                shape.storeInsertOnly(NAME);
            }
        }
        return new UserWriter(shop, shape, shape.mappedKeys());
    }

    @Override
    protected List<Object[]> converted(MappedRow row) throws SQLException {
        Object[] values = shape.values(row);
        if (shape.options().table().deleteIncoming()) {
            return List.<Object[]>of(values);
        }
        groups(row); // an unknown one refuses the row before it is stored
        if (!shape.maps("AccessUserActive")) {
            shape.set(values, "AccessUserActive", true);
        }
        if (!shape.maps("AccessUserType")) {
            shape.set(values, "AccessUserType", TYPE);
        }
        shape.set(values, "AccessUserCreatedOn", now);
        shape.set(values, "AccessUserUpdatedOn", now);
        if (options.emailAsUserName && !shape.text(row, EMAIL).isEmpty()) {
            shape.set(values, NAME, shape.text(row, EMAIL));
        }
        return List.<Object[]>of(values);
    }

    private Set<Long> groups(MappedRow row) throws SQLException {
        Set<Long> groups = new LinkedHashSet<>();
        for (String text : ListText.values(shape.text(row, GROUPS).replaceAll("@+", ","), ",")) {
            groups.add(shop.userGroups().id(text));
        }
        if (options.group != null) {
            groups.add(shop.userGroups().id(options.group));
        }
        return groups;
    }

    @Override
    protected void wasStored(MappedRow row, Object[] values) throws SQLException {
        if (shape.options().table().deleteIncoming()) {
            return;
        }
        Set<Long> groups = groups(row);
        if (groups.isEmpty()) {
            return;
        }
        Object[] key = keys.stream()
                .map(column -> values[shape.stored().indexOf(column)])
                .toArray();
        Object[] found = ids == null ? null : ids.find(key);
        if (found != null) {
            Long user = Long.valueOf(found[0].toString()); // text, unless it is a key
            for (Long group : groups) {
                shop.userGroups().join(user, group);
            }
        }
    }
}
