CREATE TABLE IF NOT EXISTS "Orders" (
    "OrderNumber" VARCHAR(20) PRIMARY KEY,
    "Customer" VARCHAR(100) NOT NULL,
    "Total" DECIMAL(12, 2)
);
CREATE TABLE IF NOT EXISTS "Stock" (
    "Product" VARCHAR(20) PRIMARY KEY,
    "Quantity" INT NOT NULL
);
