"""safety-bulletins: records of product-safety notices in, a public static site out."""

__version__ = "0.1.0"
