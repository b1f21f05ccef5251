package io.drover.addin.directory;

import com.unboundid.ldap.sdk.DN;
import com.unboundid.ldap.sdk.Filter;
import com.unboundid.ldap.sdk.LDAPException;
import io.drover.addin.ParameterValues;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * What a task asks a directory for, checked before it is asked.
 *
 * @param pageSize entries a page; 0: no pages
 * @param groups without a filter when no groups are read
 * @param keyAttribute tells users, and groups, apart in the table of memberships
 * @param destinationGroup under which everything is put in the destination, or null
 */
record DirectoryQuery(
        int pageSize,
        Branch users,
        Branch groups,
        Membership membership,
        String keyAttribute,
        String destinationGroup) {

    /**
     * Entries of one kind.
     *
     * @param bases DNs below which they are
     * @param filter null when none are read
     */
    record Branch(List<String> bases, Filter filter, DirectoryColumns columns) {}

    /**
     * Who is in which group.
     *
     * @param groupName attribute of a group with its name
     * @param memberAttribute of a group: the DNs of its members
     * @param nested whether the members of groups in a group count
     * @param table name of the table of memberships, or empty
     */
    record Membership(String groupName, String memberAttribute, boolean nested, String table) {}

    static final String ACTIVE = "{active}";
    static final String GROUPS = "{groups}";
    static final String DN_OF_ENTRY = "{dn}";
    static final String PARENT_GROUP = "{parentGroup}";
    static final String ACCOUNT_CONTROL = "userAccountControl";

    /** @throws IllegalArgumentException when a parameter is wrong; says what it must be */
    static DirectoryQuery of(ParameterValues parameters) {
        List<String> userBases = bases(parameters, "userBase");
        if (userBases.isEmpty()) {
            throw parameters.wrong("userBase", "a DN below which the users are, such as OU=Shop,DC=example,DC=com");
        }
        List<String> groupBases = bases(parameters, "groupBase");
        String destinationGroup = parameters.text("destinationGroup");
        return new DirectoryQuery(
                parameters.number("pageSize", 0, 100_000),
                new Branch(
                        userBases,
                        filter(parameters, "userFilter"),
                        DirectoryColumns.of(parameters, "userColumns", Set.of(ACTIVE, GROUPS, DN_OF_ENTRY))),
                new Branch(
                        groupBases.isEmpty() ? userBases : groupBases,
                        parameters.text("groupFilter").isEmpty() ? null : filter(parameters, "groupFilter"),
                        DirectoryColumns.of(parameters, "groupColumns", Set.of(PARENT_GROUP, DN_OF_ENTRY))),
                new Membership(
                        attribute(parameters, "groupName"),
                        attribute(parameters, "memberAttribute"),
                        parameters.flag("nestedGroups"),
                        parameters.text("membershipTable")),
                attribute(parameters, "keyAttribute"),
                destinationGroup.isEmpty() ? null : destinationGroup);
    }

    private static List<String> bases(ParameterValues parameters, String name) {
        List<String> bases = parameters.lines(name);
        for (String base : bases) {
            if (!DN.isValidDN(base)) {
                throw new IllegalArgumentException("the parameter " + name + " has the line '" + base
                        + "'; each line must be a DN such as OU=Shop,DC=example,DC=com");
            }
        }
        return bases;
    }

    static Filter filter(ParameterValues parameters, String name) {
        try {
            return Filter.create(parameters.text(name));
        } catch (LDAPException e) {
            throw new IllegalArgumentException(
                    parameters
                                    .wrong(name, "an LDAP filter such as (objectClass=user)")
                                    .getMessage() + ": " + e.getMessage(),
                    e);
        }
    }

    private static String attribute(ParameterValues parameters, String name) {
        String attribute = parameters.text(name);
        if (!attribute.matches("[A-Za-z][\\w-]*|\\d+(\\.\\d+)*")) {
            throw parameters.wrong(name, "the name of an attribute");
        }
        return attribute;
    }

    Set<String> userAttributes() {
        Set<String> attributes = new LinkedHashSet<>(users.columns.attributes());
        attributes.addAll(List.of(ACCOUNT_CONTROL, keyAttribute));
        return attributes;
    }

    Set<String> groupAttributes() {
        Set<String> attributes = new LinkedHashSet<>(groups.columns.attributes());
        attributes.addAll(List.of(membership.groupName, membership.memberAttribute, keyAttribute));
        return attributes;
    }

    /** What changes of it make all entries new to the jobs. */
    String text() {
        return String.join(
                "\n",
                String.join("\n", users.bases),
                users.filter.toNormalizedString(),
                users.columns.toString(),
                String.valueOf(groups.filter),
                groups.bases.toString(),
                groups.columns.toString(),
                membership.groupName + membership.memberAttribute + membership.nested + keyAttribute,
                membership.table,
                String.valueOf(destinationGroup));
    }
}
