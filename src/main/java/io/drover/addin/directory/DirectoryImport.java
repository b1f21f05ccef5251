package io.drover.addin.directory;

import com.unboundid.ldap.sdk.LDAPConnection;
import com.unboundid.ldap.sdk.SearchResultEntry;
import io.drover.addin.FileRemoval;
import io.drover.addin.ParameterValues;
import io.drover.addin.TablesFile;
import io.drover.addin.TaskWork;
import io.drover.addin.directory.DirectoryGroups.Group;
import io.drover.definition.Catalog;
import io.drover.job.definition.JobDefinition;
import io.drover.store.task.TaskCheckpoints;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.apache.camel.Exchange;

/** The bean that routes/add-ins/import-active-directory.camel.yaml calls. Thread-safe. */
public final class DirectoryImport {
    private final Catalog catalog;
    private final TaskCheckpoints checkpoints;

    public DirectoryImport(Catalog catalog, TaskCheckpoints checkpoints) {
        this.catalog = catalog;
        this.checkpoints = checkpoints;
    }

    /**
     * Reads users and groups into a file of tables, which becomes the body and is deleted when the exchange ends. The body is null
     * when nothing has changed.
     *
     * @throws IllegalArgumentException when a parameter is wrong
     * @throws DirectoryException when the directory cannot be read; then the jobs get nothing
     */
    public void read(Exchange exchange) throws DirectoryException, IOException {
        ParameterValues parameters = ParameterValues.of(exchange);
        TaskWork work = TaskWork.of(exchange);
        requireNoRemoval(parameters, work.jobs());
        Path file = Files.createTempFile("drover-directory-", ".xml");
        exchange.getExchangeExtension().addOnCompletion(new FileRemoval(file));
        try (LDAPConnection connection = new DirectoryServers(parameters).open()) {
            boolean written = new Run(parameters, connection, work).write(file);
            exchange.getMessage().setBody(written ? file.toFile() : null);
        }
    }

    /** What a job would remove as missing, when it gets only what changed. */
    private void requireNoRemoval(ParameterValues parameters, List<String> jobs) {
        if (Changes.kind(parameters) == Changes.Kind.ALL) {
            return;
        }
        for (String name : jobs) {
            boolean removes = catalog.find(JobDefinition.class, name).mappings().stream()
                    .anyMatch(mapping -> mapping.options().missing().change());
            if (removes) {
                throw new IllegalArgumentException("the job " + name
                        + " removes or deactivates rows that are missing, and this task gives it only what changed: take"
                        + " removeMissing or deactivateMissing out of the job and set the parameter removeMissing to true,"
                        + " which counts for full imports only; or set changes to all");
            }
        }
    }

    /** One import. */
    private final class Run {
        private final ParameterValues parameters;
        private final DirectoryQuery query;
        private final LDAPConnection connection;
        private final TaskWork work;
        private final DirectorySearch search;
        private final DirectoryGroups groups;
        private final List<Membership> memberships = new ArrayList<>();
        private long users;
        private long inactive;

        private record Membership(String user, List<Group> groups) {}

        Run(ParameterValues parameters, LDAPConnection connection, TaskWork work) {
            this.parameters = parameters;
            this.connection = connection;
            this.work = work;
            this.query = DirectoryQuery.of(parameters);
            this.search = new DirectorySearch(connection, query.pageSize());
            this.groups = new DirectoryGroups(connection, query);
        }

        /** Returns whether there is something for the jobs. */
        boolean write(Path path) throws DirectoryException, IOException {
            groups.read(search);
            Changes changes = Changes.of(
                    parameters,
                    connection,
                    query,
                    groups,
                    checkpoints.of(work.run().task()));
            boolean removes = changes.isFull() && parameters.flag("removeMissing");
            try (TablesFile file = new TablesFile(path)) {
                if (changes.isFull() && query.groups().filter() != null) {
                    writeGroups(file, removes);
                }
                writeUsers(file, changes, removes);
                if (changes.isFull() && !query.membership().table().isEmpty()) {
                    writeMemberships(file, removes);
                }
            }
            if (changes.isFull() && users == 0) {
                throw new DirectoryException(DirectoryServers.name(connection) + " has no user below "
                        + query.users().bases()
                        + " for " + query.users().filter()
                        + " that the task's user may see (parameters userBase and userFilter)");
            }
            changes.next().forEach(work::checkpoint);
            report(changes);
            return users > 0;
        }

        private void writeGroups(TablesFile file, boolean removes) throws IOException {
            file.table(parameters.text("groupTable"), query.groups().columns().names(), removes);
            for (Group group : groups.all()) {
                file.row(group.row());
            }
        }

        private void writeUsers(TablesFile file, Changes changes, boolean removes)
                throws DirectoryException, IOException {
            file.table(parameters.text("userTable"), query.users().columns().names(), removes);
            Set<String> attributes = new LinkedHashSet<>(query.userAttributes());
            attributes.add(changes.attribute());
            search.search(query.users().bases(), changes.users(query.users().filter()), attributes, entry -> {
                List<Group> of = groups.of(entry.getParsedDN().toNormalizedString());
                file.row(DirectoryUser.row(query, entry, of));
                String key = DirectoryColumns.text(entry, query.keyAttribute());
                if (!of.isEmpty() && key != null) {
                    memberships.add(new Membership(key, of));
                }
                note(entry, changes);
            });
        }

        private void note(SearchResultEntry entry, Changes changes) {
            users++;
            inactive += DirectoryUser.isActive(entry) ? 0 : 1;
            changes.read(entry.getAttributeValue(changes.attribute()));
        }

        private void writeMemberships(TablesFile file, boolean removes) throws IOException {
            file.table(query.membership().table(), List.of("AccessUserExternalId", "AccessGroupExternalId"), removes);
            for (Membership membership : memberships) {
                for (Group group : membership.groups()) {
                    if (group.key() != null) {
                        file.row(List.of(membership.user(), group.key()));
                    }
                }
            }
        }

        private void report(Changes changes) {
            String read =
                    users + (users == 1 ? " user" : " users") + (inactive == 0 ? "" : " (" + inactive + " inactive)");
            work.report(
                    changes.isFull()
                            ? "full import, for " + changes.whyFull() + ": " + read + ", "
                                    + groups.all().size() + " groups"
                            : "changed since the last import: " + read);
        }
    }
}
