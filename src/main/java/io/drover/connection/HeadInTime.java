package io.drover.connection;

import java.io.IOException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import org.apache.hc.client5.http.ConnectTimeoutException;
import org.apache.hc.client5.http.classic.ExecChain;
import org.apache.hc.client5.http.classic.ExecChainHandler;
import org.apache.hc.core5.concurrent.Cancellable;
import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.util.Timeout;

/**
 * Gives a client of Apache's a limit over all that comes before the body of an answer: its response time-out, which by itself begins
 * anew with each byte that a server drips into its head.
 */
public final class HeadInTime implements ExecChainHandler {
    @Override
    public ClassicHttpResponse execute(ClassicHttpRequest request, ExecChain.Scope scope, ExecChain chain)
            throws IOException, HttpException {
        Timeout limit = scope.clientContext.getRequestConfigOrDefault().getResponseTimeout();
        if (limit == null || limit.isDisabled() || !(scope.originalRequest instanceof Cancellable call)) {
            return chain.proceed(request, scope);
        }
        try (Deadline deadline = Deadline.in(Duration.ofMillis(limit.toMilliseconds()), call::cancel)) {
            try {
                return chain.proceed(request, scope);
            } catch (IOException e) {
                if (deadline.isOver() || isReadTimeout(e)) {
                    SocketTimeoutException late = new SocketTimeoutException("its answer had not begun within "
                            + TimedCalls.shown(Duration.ofMillis(limit.toMilliseconds())));
                    late.addSuppressed(e);
                    throw late;
                }
                throw e;
            }
        }
    }

    private static boolean isReadTimeout(IOException failure) {
        return failure instanceof SocketTimeoutException && !(failure instanceof ConnectTimeoutException);
    }
}
