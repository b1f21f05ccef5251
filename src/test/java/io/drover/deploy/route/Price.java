package io.drover.deploy.route;

/** A bean that a route of somebody's calls. */
public final class Price {
    private String currency = "EUR";

    public void setCurrency(String currency) {
        this.currency = currency;
    }

    public String format(int price) {
        return price + " " + currency;
    }
}
