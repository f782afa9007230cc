// What a visitor of a shop does, in the calls that all SDKs have.
export const products = [
  { product_id: "P-17", sku: "S-17", name: "Kettle", category: "Kitchen", price: 39, quantity: 1 },
  { product_id: "P-23", sku: "S-23", name: "Cup", category: "Kitchen", price: 4.5, quantity: 2 },
];

export const calls = [
  ["page", "Home", {}],
  ["track", "Products Searched", { query: "kettle" }],
  ["track", "Product Viewed", { ...products[0], currency: "EUR", url: "https://shop.example/p/17?ref=mail" }],
  ["track", "Product Added", { cart_id: "C-9", ...products[0], currency: "EUR" }],
  ["identify", "u-42", {
    name: "Ann Example", email: "ann@example.com", phone: "+49 30 1234567",
    plan: "premium", tier: "gold", address: { city: "Berlin", country: "DE" },
  }],
  ["track", "Checkout Started", {
    cart_id: "C-9", order_id: "O-1", value: 48, revenue: 48, shipping: 5, tax: 9.12, currency: "EUR", products,
  }],
  ["track", "Coupon Denied", { cart_id: "C-9", coupon_id: "MAY", reason: "Coupon expired" }],
  ["track", "Order Completed", {
    checkout_id: "K-3", order_id: "O-1", total: 62.12, subtotal: 48, revenue: 48, shipping: 5, tax: 9.12,
    currency: "EUR", products,
  }],
  ["track", "Newsletter Banner Closed", { bannerId: 7, "Was Visible": true, email: "ann@example.com" }],
  ["group", "g-1", { name: "Initech" }],
  ["alias", "u-42", "old-42"],
];
