package io.drover.addin.directory;

import com.unboundid.asn1.ASN1OctetString;
import com.unboundid.ldap.sdk.Control;
import com.unboundid.ldap.sdk.Filter;
import com.unboundid.ldap.sdk.LDAPConnection;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.LDAPSearchException;
import com.unboundid.ldap.sdk.SearchRequest;
import com.unboundid.ldap.sdk.SearchResult;
import com.unboundid.ldap.sdk.SearchResultEntry;
import com.unboundid.ldap.sdk.SearchResultListener;
import com.unboundid.ldap.sdk.SearchResultReference;
import com.unboundid.ldap.sdk.SearchScope;
import com.unboundid.ldap.sdk.controls.SimplePagedResultsControl;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Searches below several base DNs, page by page, and says which search failed when one does. Used by one thread. */
final class DirectorySearch {
    private final LDAPConnection connection;
    private final int pageSize;

    /** What is done with an entry. */
    interface EntryHandler {
        void entry(SearchResultEntry entry) throws IOException, LDAPException;
    }

    /** @param pageSize entries a page; 0: all at once, for servers without paged results */
    DirectorySearch(LDAPConnection connection, int pageSize) {
        this.connection = connection;
        this.pageSize = pageSize;
    }

    /** Gives each entry once, even when bases overlap. */
    void search(List<String> bases, Filter filter, Set<String> attributes, EntryHandler handler)
            throws DirectoryException, IOException {
        Set<String> seen = bases.size() > 1 ? new HashSet<>() : null;
        for (String base : bases) {
            new OneSearch(base, filter, attributes.toArray(String[]::new), seen, handler).run();
        }
    }

    /** The search below one base. */
    private final class OneSearch implements SearchResultListener {
        private static final long serialVersionUID = 1L;

        private final String base;
        private final transient Filter filter;
        private final String[] attributes;
        private final transient Set<String> seen;
        private final transient EntryHandler handler;
        private long count;
        private Exception failure;

        OneSearch(String base, Filter filter, String[] attributes, Set<String> seen, EntryHandler handler) {
            this.base = base;
            this.filter = filter;
            this.attributes = Arrays.copyOf(attributes, attributes.length);
            this.seen = seen;
            this.handler = handler;
        }

        void run() throws DirectoryException, IOException {
            try {
                ASN1OctetString cookie = null;
                do {
                    SearchRequest request = new SearchRequest(this, base, SearchScope.SUB, filter, attributes);
                    if (pageSize > 0) {
                        request.setControls(new Control[] {new SimplePagedResultsControl(pageSize, cookie, true)});
                    }
                    SearchResult result = connection.search(request);
                    throwFailure();
                    SimplePagedResultsControl page = SimplePagedResultsControl.get(result);
                    cookie = page != null && page.moreResultsToReturn() ? page.getCookie() : null;
                } while (cookie != null);
            } catch (LDAPException e) {
                throwFailure();
                throw failed(e);
            }
        }

        private void throwFailure() throws DirectoryException, IOException {
            if (failure instanceof UncheckedIOException io) {
                throw io.getCause();
            }
            if (failure instanceof IOException io) {
                throw io;
            }
            if (failure instanceof LDAPException ldap) {
                throw failed(ldap);
            }
        }

        @Override
        public void searchEntryReturned(SearchResultEntry entry) {
            count++;
            try {
                if (failure == null
                        && (seen == null || seen.add(entry.getParsedDN().toNormalizedString()))) {
                    handler.entry(entry);
                }
            } catch (IOException | UncheckedIOException | LDAPException e) {
                failure = e;
            }
        }

        /** Parts of the tree on other servers: their entries are not of this import. */
        @Override
        public void searchReferenceReturned(SearchResultReference reference) {}

        private DirectoryException failed(LDAPException e) {
            String diagnostic = e.getDiagnosticMessage() == null
                    ? ""
                    : e.getDiagnosticMessage().replace("\u0000", "").strip();
            return new DirectoryException(
                    DirectoryServers.name(connection) + ": the search below '" + base + "' for " + filter
                            + " failed after "
                            + count + " entries: " + e.getResultCode().getName()
                            + (diagnostic.isEmpty() ? "" : " (" + diagnostic + ")") + toDo(e),
                    e);
        }

        private String toDo(LDAPException e) {
            return switch (e.getResultCode().intValue()) {
                case 4, 11 ->
                    "; the server gives no more entries for one "
                            + (pageSize > 0
                                    ? "search: let the task's user read more there, or divide the search by several"
                                            + " bases or a narrower filter"
                                    : "search: set pageSize, such as 500");
                case 3, 85 ->
                    "; make requestTimeout longer, the pages smaller (pageSize) or the filter one that the server"
                            + " has an index for";
                case 10 ->
                    "; the base is on another server"
                            + (e instanceof LDAPSearchException || e.getReferralURLs() != null
                                    ? Arrays.toString(e.getReferralURLs() == null ? new String[0] : e.getReferralURLs())
                                    : "")
                            + ", and referrals are not followed: name that server in directoryUrl";
                case 12 -> "; the server has no paged results: set pageSize to 0";
                case 32 ->
                    "; there is no such base DN, or the task's user may not see it"
                            + (e.getMatchedDN() == null ? "" : " (there is '" + e.getMatchedDN() + "')");
                case 1, 50 -> "; the task's user may not search there (parameters bindUser and bindPassword)";
                case 34 -> "; it is no DN such as OU=Shop,DC=example,DC=com";
                default -> "";
            };
        }
    }
}
