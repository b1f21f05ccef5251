package io.drover.addin.directory;

import com.unboundid.ldap.sdk.Attribute;
import com.unboundid.ldap.sdk.DN;
import com.unboundid.ldap.sdk.Entry;
import com.unboundid.ldap.sdk.LDAPConnection;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.SearchResultEntry;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.commons.codec.digest.DigestUtils;

/**
 * The groups of a directory with their members, all in memory: who is in which group can be asked of every user then. Active
 * Directory gives the members of a large group in ranges; they are asked for one after the other.
 */
final class DirectoryGroups {
    private static final Pattern RANGE = Pattern.compile("(?i)range=(\\d+)-(\\d+|\\*)");

    private final LDAPConnection connection;
    private final DirectoryQuery query;
    /** By DN, sorted: the digest must not hang on the server's order. */
    private final Map<String, Group> groups = new TreeMap<>();

    private final Map<String, List<Group>> containing = new HashMap<>();

    /**
     * A group.
     *
     * @param dn normalized
     * @param key value of the key attribute, or null
     * @param row values of the groups' columns
     */
    record Group(String dn, String key, String name, List<String> row) {}

    DirectoryGroups(LDAPConnection connection, DirectoryQuery query) {
        this.connection = connection;
        this.query = query;
    }

    /** Reads all. */
    void read(DirectorySearch search) throws DirectoryException, IOException {
        if (query.groups().filter() == null) {
            return;
        }
        Map<String, Integer> incomplete = new HashMap<>();
        search.search(query.groups().bases(), query.groups().filter(), query.groupAttributes(), entry -> {
            Group group = group(entry);
            groups.put(group.dn(), group);
            int next = addMembers(group, entry);
            if (next > 0) {
                incomplete.put(entry.getDN(), next);
            }
        });
        for (Map.Entry<String, Integer> rest : incomplete.entrySet()) {
            readRanges(rest.getKey(), rest.getValue());
        }
    }

    private Group group(SearchResultEntry entry) throws LDAPException {
        Map<String, String> known = new HashMap<>();
        known.put(DirectoryQuery.PARENT_GROUP, query.destinationGroup());
        known.put(DirectoryQuery.DN_OF_ENTRY, entry.getDN());
        String name = DirectoryColumns.text(entry, query.membership().groupName());
        return new Group(
                entry.getParsedDN().toNormalizedString(),
                DirectoryColumns.text(entry, query.keyAttribute()),
                name == null ? entry.getRDN().getAttributeValues()[0] : name,
                query.groups().columns().row(entry, known));
    }

    /** Returns where the next range begins; 0: there is none. */
    private int addMembers(Group group, Entry entry) throws LDAPException {
        int next = 0;
        for (Attribute members :
                entry.getAttributesWithOptions(query.membership().memberAttribute(), null) == null
                        ? List.<Attribute>of()
                        : entry.getAttributesWithOptions(query.membership().memberAttribute(), null)) {
            for (String member : members.getValues()) {
                containing
                        .computeIfAbsent(DN.normalize(member), dn -> new ArrayList<>(1))
                        .add(group);
            }
            for (String option : members.getOptions()) {
                Matcher range = RANGE.matcher(option);
                if (range.matches() && !range.group(2).equals("*")) {
                    next = Integer.parseInt(range.group(2)) + 1;
                }
            }
        }
        return next;
    }

    private void readRanges(String dn, int first) throws DirectoryException {
        int next = first;
        try {
            while (next > 0) {
                String range = query.membership().memberAttribute() + ";range=" + next + "-*";
                Entry entry = connection.getEntry(dn, range);
                next = entry == null ? 0 : addMembers(groups.get(DN.normalize(dn)), entry);
            }
        } catch (LDAPException e) {
            throw new DirectoryException(
                    DirectoryServers.name(connection) + ": cannot read the members of '" + dn + "' from " + next
                            + " on: " + e.getMessage(),
                    e);
        }
    }

    List<Group> all() {
        return List.copyOf(groups.values());
    }

    /** The groups that an entry is in, also those that contain its groups if the task says so. */
    List<Group> of(String normalizedDn) {
        if (!query.membership().nested()) {
            return containing.getOrDefault(normalizedDn, List.of());
        }
        Set<Group> found = new LinkedHashSet<>();
        Deque<String> members = new ArrayDeque<>(List.of(normalizedDn));
        while (!members.isEmpty()) {
            for (Group group : containing.getOrDefault(members.remove(), List.of())) {
                if (found.add(group)) { // else a circle of groups
                    members.add(group.dn());
                }
            }
        }
        return List.copyOf(found);
    }

    /** Is another when any group, or who is in it, is another. */
    String digest() {
        MessageDigest digest = DigestUtils.getSha256Digest();
        for (Group group : groups.values()) {
            digest.update((group + "\n").getBytes(StandardCharsets.UTF_8));
        }
        for (Map.Entry<String, List<Group>> member : new TreeMap<>(containing).entrySet()) {
            digest.update((member.getKey() + "\n").getBytes(StandardCharsets.UTF_8));
            member.getValue().stream()
                    .map(Group::dn)
                    .sorted()
                    .forEach(dn -> digest.update((dn + "\n").getBytes(StandardCharsets.UTF_8)));
        }
        return HexFormat.of().formatHex(digest.digest());
    }
}
