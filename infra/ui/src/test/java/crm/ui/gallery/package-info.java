/** Every component with sample data, to be looked at and checked. */
@org.jspecify.annotations.NullMarked
package crm.ui.gallery;
